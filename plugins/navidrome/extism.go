//go:build wasip1

package main

// Extism's kernel, as its plug-in ABI describes it: memory of the host is addressed by offsets, and
// read and written in bytes or in words of eight.

//go:wasmimport extism:host/env input_length
func inputLength() uint64

//go:wasmimport extism:host/env input_load_u8
func inputByte(offset uint64) uint32

//go:wasmimport extism:host/env alloc
func alloc(length uint64) uint64

//go:wasmimport extism:host/env free
func free(offset uint64)

//go:wasmimport extism:host/env length
func length(offset uint64) uint64

//go:wasmimport extism:host/env load_u8
func loadByte(offset uint64) uint32

//go:wasmimport extism:host/env load_u64
func loadWord(offset uint64) uint64

//go:wasmimport extism:host/env store_u8
func storeByte(offset uint64, value uint32)

//go:wasmimport extism:host/env store_u64
func storeWord(offset uint64, value uint64)

//go:wasmimport extism:host/env output_set
func outputSet(offset uint64, length uint64)

//go:wasmimport extism:host/env error_set
func errorSet(offset uint64)

//go:wasmimport extism:host/env config_get
func configGet(key uint64) uint64

const wordBytes = 8

func readInput() []byte {
	input := make([]byte, inputLength())
	for i := range input {
		input[i] = byte(inputByte(uint64(i)))
	}
	return input
}

// read copies a block of the host's memory.
func read(offset uint64) []byte {
	bytes := make([]byte, length(offset))
	words := len(bytes) / wordBytes * wordBytes
	for i := 0; i < words; i += wordBytes {
		word := loadWord(offset + uint64(i))
		for b := range wordBytes {
			bytes[i+b] = byte(word >> (8 * b))
		}
	}
	for i := words; i < len(bytes); i++ {
		bytes[i] = byte(loadByte(offset + uint64(i)))
	}
	return bytes
}

// write copies bytes into a new block of the host's memory.
func write(bytes []byte) uint64 {
	offset := alloc(uint64(len(bytes)))
	words := len(bytes) / wordBytes * wordBytes
	for i := 0; i < words; i += wordBytes {
		var word uint64
		for b := range wordBytes {
			word |= uint64(bytes[i+b]) << (8 * b)
		}
		storeWord(offset+uint64(i), word)
	}
	for i := words; i < len(bytes); i++ {
		storeByte(offset+uint64(i), uint32(bytes[i]))
	}
	return offset
}

func writeOutput(bytes []byte) {
	outputSet(write(bytes), uint64(len(bytes)))
}

func writeError(err error) {
	errorSet(write([]byte(err.Error())))
}

// setting returns a value of the plug-in's configuration, or the default.
func setting(name string, otherwise string) string {
	key := write([]byte(name))
	defer free(key)
	value := configGet(key)
	if value == 0 || length(value) == 0 {
		return otherwise
	}
	return string(read(value))
}
