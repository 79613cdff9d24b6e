// The oracle: golang.org/x/mod/sumdb, the code behind Go's checksum database, asked about our record.
//
// One job in JSON on each line of the input, one answer in JSON on each line of the output. Whatever
// the library refuses is told as {"error": ...}.
package main

import (
	"bufio"
	"bytes"
	"crypto/ed25519"
	"crypto/sha256"
	"encoding/base64"
	"encoding/binary"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
)

type job struct {
	Do      string   // "open", "read" or "make"
	Note    []byte   // a signed note
	Keys    []string // verifier keys
	Dir     string   // folder with our tiles
	Name    string   // name of the log's key
	Seed    []byte   // of the log's key
	Entries [][]byte
	Indexes []int64       // entries to prove
	Olds    []int64       // sizes of older trees
	Proofs  [][]tlog.Hash // our inclusion proofs, to be checked
	Steps   [][]tlog.Hash // our consistency proofs, to be checked
}

type answer struct {
	Text    string            `json:"text"`
	Signed  []string          `json:"signed"`
	Unknown []string          `json:"unknown"`
	Note    []byte            `json:"note"`
	Key     string            `json:"key"`
	Size    int64             `json:"size"`
	Root    tlog.Hash         `json:"root"`
	Roots   []tlog.Hash       `json:"roots"`
	Leaves  []tlog.Hash       `json:"leaves"`
	Proofs  [][]tlog.Hash     `json:"proofs"`
	Steps   [][]tlog.Hash     `json:"steps"`
	Tiles   map[string][]byte `json:"tiles"`
	Error   string            `json:"error,omitempty"`
}

func main() {
	in := bufio.NewReaderSize(os.Stdin, 1<<20)
	out := json.NewEncoder(os.Stdout)
	for {
		line, err := in.ReadBytes('\n')
		if err != nil {
			return
		}
		var asked job
		told := &answer{}
		if err = json.Unmarshal(line, &asked); err == nil {
			err = run(&asked, told)
		}
		if err != nil {
			told = &answer{Error: err.Error()}
		}
		if err := out.Encode(told); err != nil {
			panic(err)
		}
	}
}

func run(asked *job, told *answer) error {
	switch asked.Do {
	case "open":
		_, err := open(asked, told)
		return err
	case "read":
		return read(asked, told)
	case "make":
		return build(asked, told)
	}
	return fmt.Errorf("unknown job %q", asked.Do)
}

// open opens a note with the keys given.
func open(asked *job, told *answer) (*note.Note, error) {
	var known []note.Verifier
	for _, key := range asked.Keys {
		one, err := note.NewVerifier(key)
		if err != nil && strings.HasPrefix(key, "xla.") {
			one, err = newWitness(key)
		}
		if err != nil {
			return nil, err
		}
		known = append(known, one)
	}
	opened, err := note.Open(asked.Note, note.VerifierList(known...))
	if err != nil {
		return nil, err
	}
	told.Text = opened.Text
	for _, one := range opened.Sigs {
		told.Signed = append(told.Signed, one.Name)
	}
	for _, one := range opened.UnverifiedSigs {
		told.Unknown = append(told.Unknown, one.Name)
	}
	return opened, nil
}

// witness verifies timestamped cosignatures, as c2sp.org/tlog-cosignature words them; the library
// leaves such kinds of key to its users.
type witness struct {
	name string
	hash uint32
	key  ed25519.PublicKey
}

func newWitness(key string) (note.Verifier, error) {
	parts := strings.SplitN(key, "+", 3)
	hash, err := strconv.ParseUint(parts[1], 16, 32)
	if err != nil {
		return nil, err
	}
	data, err := base64.StdEncoding.DecodeString(parts[2])
	if err != nil || len(data) != 33 || data[0] != 4 {
		return nil, fmt.Errorf("no key of a witness: %s", key)
	}
	sum := sha256.Sum256([]byte(parts[0] + "\n" + string(data)))
	if binary.BigEndian.Uint32(sum[:]) != uint32(hash) {
		return nil, fmt.Errorf("another key id: %s", key)
	}
	return &witness{parts[0], uint32(hash), data[1:]}, nil
}

func (w *witness) Name() string { return w.name }

func (w *witness) KeyHash() uint32 { return w.hash }

func (w *witness) Verify(msg, sig []byte) bool {
	if len(sig) != 72 {
		return false
	}
	header := fmt.Sprintf("cosignature/v1\ntime %d\n", binary.BigEndian.Uint64(sig))
	return ed25519.Verify(w.key, append([]byte(header), msg...), sig[8:])
}

// read opens our checkpoint, reads our tiles through tlog.TileHashReader, checks our entries and
// proofs, and makes the same proofs.
func read(asked *job, told *answer) error {
	opened, err := open(asked, told)
	if err != nil {
		return err
	}
	lines := strings.Split(opened.Text, "\n")
	size, err := strconv.ParseInt(lines[1], 10, 64)
	if err != nil {
		return err
	}
	root, err := tlog.ParseHash(lines[2])
	if err != nil {
		return err
	}
	told.Size, told.Root = size, root
	hashes := tlog.TileHashReader(tlog.Tree{N: size, Hash: root}, folder(asked.Dir))
	for k, index := range asked.Indexes {
		proof, err := tlog.ProveRecord(size, index, hashes)
		if err != nil {
			return err
		}
		entry, err := entryAt(asked.Dir, index, size)
		if err != nil {
			return err
		}
		leaf := tlog.RecordHash(entry)
		if err := tlog.CheckRecord(asked.Proofs[k], size, root, index, leaf); err != nil {
			return err
		}
		told.Leaves = append(told.Leaves, leaf)
		told.Proofs = append(told.Proofs, proof)
	}
	for k, old := range asked.Olds {
		steps, err := tlog.ProveTree(size, old, hashes)
		if err != nil {
			return err
		}
		before, err := tlog.TreeHash(old, hashes)
		if err != nil {
			return err
		}
		if err := tlog.CheckTree(asked.Steps[k], size, root, old, before); err != nil {
			return err
		}
		told.Roots = append(told.Roots, before)
		told.Steps = append(told.Steps, steps)
	}
	return nil
}

// folder reads tiles as files; the path of C2SP is that of tlog without the height.
type folder string

func (f folder) Height() int { return 8 }

func (f folder) SaveTiles([]tlog.Tile, [][]byte) {}

func (f folder) ReadTiles(tiles []tlog.Tile) ([][]byte, error) {
	var all [][]byte
	for _, tile := range tiles {
		data, err := os.ReadFile(filepath.Join(string(f), plain(tile)))
		if err != nil {
			return nil, err
		}
		all = append(all, data)
	}
	return all, nil
}

func plain(tile tlog.Tile) string {
	return strings.Replace(tile.Path(), "tile/8/", "tile/", 1)
}

// entryAt reads one entry out of our bundles.
func entryAt(dir string, index, size int64) ([]byte, error) {
	bundle := tlog.Tile{H: 8, L: 0, N: index >> 8, W: 256}
	if rest := size - bundle.N<<8; rest < 256 {
		bundle.W = int(rest)
	}
	path := strings.Replace(plain(bundle), "tile/0/", "tile/entries/", 1)
	data, err := os.ReadFile(filepath.Join(dir, path))
	if err != nil {
		return nil, err
	}
	for at := bundle.N << 8; len(data) >= 2; at++ {
		length := int(binary.BigEndian.Uint16(data))
		if len(data) < 2+length {
			break
		}
		if at == index {
			return data[2 : 2+length], nil
		}
		data = data[2+length:]
	}
	return nil, fmt.Errorf("no entry %d in %s", index, path)
}

// build makes a log of its own: signed checkpoint, tiles, leaves, roots and proofs.
func build(asked *job, told *answer) error {
	var stored []tlog.Hash
	reader := tlog.HashReaderFunc(func(indexes []int64) ([]tlog.Hash, error) {
		var all []tlog.Hash
		for _, index := range indexes {
			all = append(all, stored[index])
		}
		return all, nil
	})
	size := int64(len(asked.Entries))
	for number, entry := range asked.Entries {
		more, err := tlog.StoredHashes(int64(number), entry, reader)
		if err != nil {
			return err
		}
		stored = append(stored, more...)
		told.Leaves = append(told.Leaves, tlog.RecordHash(entry))
	}
	root, err := tlog.TreeHash(size, reader)
	if err != nil {
		return err
	}
	told.Size, told.Root = size, root
	for _, index := range asked.Indexes {
		proof, err := tlog.ProveRecord(size, index, reader)
		if err != nil {
			return err
		}
		told.Proofs = append(told.Proofs, proof)
	}
	for _, old := range asked.Olds {
		steps, err := tlog.ProveTree(size, old, reader)
		if err != nil {
			return err
		}
		before, err := tlog.TreeHash(old, reader)
		if err != nil {
			return err
		}
		told.Steps, told.Roots = append(told.Steps, steps), append(told.Roots, before)
	}
	told.Tiles = map[string][]byte{}
	for _, tile := range tlog.NewTiles(8, 0, size) {
		if row := size >> uint(8*tile.L); tile.W < 256 && int64(tile.W) != row-tile.N<<8 {
			continue // the partial tiles of smaller sizes
		}
		if told.Tiles[plain(tile)], err = tlog.ReadTileData(tile, reader); err != nil {
			return err
		}
	}
	return sign(asked, told)
}

// sign signs the checkpoint of the log just made with the library's own signer.
func sign(asked *job, told *answer) error {
	private := ed25519.NewKeyFromSeed(asked.Seed)
	key, err := note.NewEd25519VerifierKey(asked.Name, private.Public().(ed25519.PublicKey))
	if err != nil {
		return err
	}
	hash := strings.Split(key, "+")[1]
	secret := base64.StdEncoding.EncodeToString(append([]byte{1}, asked.Seed...))
	signer, err := note.NewSigner("PRIVATE+KEY+" + asked.Name + "+" + hash + "+" + secret)
	if err != nil {
		return err
	}
	var text bytes.Buffer
	fmt.Fprintf(&text, "%s\n%d\n%s\n", asked.Name, told.Size, told.Root)
	signed, err := note.Sign(&note.Note{Text: text.String()}, signer)
	if err != nil {
		return err
	}
	told.Text, told.Note, told.Key = text.String(), signed, key
	return nil
}
