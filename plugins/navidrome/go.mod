module needledrop.org/navidrome

go 1.24
