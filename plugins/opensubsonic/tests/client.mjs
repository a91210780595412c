// Asks a service with the client subsonic-api, and prints the answers: node client.mjs URL AUTH POST ENDPOINT PARAMETERS
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";

const [home, url, auth, post, endpoint, parameters] = process.argv.slice(2);
const client = createRequire(pathToFileURL(`${home}/`)).resolve("subsonic-api");
const { SubsonicAPI } = await import(pathToFileURL(client));
const api = new SubsonicAPI({ url, auth: JSON.parse(auth), post: post === "post" });
console.log(JSON.stringify(await api.customJSON(endpoint, JSON.parse(parameters))));
