//go:build race

package kerneltest

// racing says that the race detector is on, under which pictures take ten times as long.
const racing = true
