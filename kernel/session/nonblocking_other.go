//go:build !unix

package session

// nonblocking is nothing: these systems have no pipes among their files.
const nonblocking = 0
