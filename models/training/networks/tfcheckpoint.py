"""Reads a TensorFlow V2 checkpoint without TensorFlow.

An index of named tensors (a LevelDB table of BundleEntryProto messages: tensorflow/core/protobuf/
tensor_bundle.proto, tensorflow/core/lib/io/format.cc), and one file with their bytes.
"""

import struct
from collections.abc import Iterator

import numpy as np

MAGIC = bytes.fromhex("57fb808b247547db")
FOOTER_BYTES = 48
TYPES = {1: np.float32, 2: np.float64, 3: np.int32, 9: np.int64, 10: np.bool_}  # types.proto
TYPE, SHAPE, OFFSET, SIZE = 1, 2, 4, 5  # fields of BundleEntryProto


def varint(data: bytes, at: int) -> tuple[int, int]:
    value = shift = 0
    while True:
        byte = data[at]
        at += 1
        value |= (byte & 127) << shift
        shift += 7
        if byte < 128:
            return value, at


def entries(index: bytes, offset: int, size: int) -> Iterator[tuple[bytes, bytes]]:
    """Keys and values of one block; a key omits the prefix that it shares with the previous one."""
    if index[offset + size] != 0:
        raise ValueError("the checkpoint's index is compressed; use musicnn 0.1.0")
    block = index[offset : offset + size]
    restarts = struct.unpack("<I", block[-4:])[0]
    at, key = 0, b""
    while at < len(block) - 4 - 4 * restarts:
        shared, at = varint(block, at)
        fresh, at = varint(block, at)
        length, at = varint(block, at)
        key = key[:shared] + block[at : at + fresh]
        at += fresh
        yield key, block[at : at + length]
        at += length


def fields(message: bytes) -> list[tuple[int, int | bytes]]:
    """Numbers and values of a protocol buffer's fields."""
    found, at = [], 0
    while at < len(message):
        tag, at = varint(message, at)
        match tag & 7:
            case 0:
                value, at = varint(message, at)
            case 1 | 5 as wire:
                width = 8 if wire == 1 else 4
                value, at = message[at : at + width], at + width
            case 2:
                length, at = varint(message, at)
                value, at = message[at : at + length], at + length
            case wire:
                raise ValueError(f"the checkpoint's index is damaged: wire type {wire}")
        found.append((tag >> 3, value))
    return found


def tensor(message: bytes, data: bytes) -> np.ndarray:
    entry = fields(message)
    plain = dict(entry)
    shape = [dict(fields(size)).get(1, 0) for size in shape_sizes(entry)]
    start = plain.get(OFFSET, 0)
    content = data[start : start + plain.get(SIZE, 0)]
    return np.frombuffer(content, TYPES[plain[TYPE]]).reshape(shape).copy()


def shape_sizes(entry: list[tuple[int, int | bytes]]) -> list[bytes]:
    shape = dict(entry).get(SHAPE, b"")
    return [value for number, value in fields(shape) if number == 2]


def read(index: bytes, data: bytes) -> dict[str, np.ndarray]:
    """All tensors by name."""
    footer = index[-FOOTER_BYTES:]
    if footer[-8:] != MAGIC:
        raise ValueError("not a TensorFlow V2 checkpoint index")
    at = 0
    for _ in range(2):  # skips the position of the metadata index
        _, at = varint(footer, at)
    top, at = varint(footer, at)
    size, at = varint(footer, at)
    tensors = {}
    for _, place in entries(index, top, size):
        offset, at = varint(place, 0)
        length, _ = varint(place, at)
        for name, message in entries(index, offset, length):
            if name:
                tensors[name.decode()] = tensor(message, data)
    return tensors
