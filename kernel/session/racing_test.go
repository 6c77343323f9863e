//go:build race

package session_test

// racing tells that the race detector is on, which makes drawing some fifteen times slower.
const racing = true
