//go:build !page

package wire

import (
	"net"
	"os"
	"runtime"
)

// Warnings returns what makes the connection, read from the file at path, open to others: whoever can send to the kernel
// can do all that its user can.
func (c Connection) Warnings(path string) []string {
	var warnings []string
	switch {
	case c.Key != "":
	case c.Transport == TCP && !isLoopback(c.IP):
		warnings = append(warnings, "the key is empty and the kernel listens on "+c.IP+": anybody on the network can run code here. "+
			"Start the kernel with a key, or on 127.0.0.1")
	default:
		warnings = append(warnings, "the key is empty, so messages are not signed: anybody on this machine can run code here. Start the kernel with a key")
	}
	about, err := os.Stat(path)
	if err == nil && runtime.GOOS != "windows" && about.Mode().IsRegular() && about.Mode().Perm()&0o077 != 0 && c.Key != "" {
		warnings = append(warnings, "others can read the key in "+path+", or change it: chmod 600 "+path)
	}
	return warnings
}

func isLoopback(host string) bool {
	ip := net.ParseIP(host)
	return host == "localhost" || ip != nil && ip.IsLoopback()
}
