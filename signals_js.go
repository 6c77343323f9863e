package main

import "os"

// ending are the signals that end a run: in a browser there are no others.
var ending = []os.Signal{os.Interrupt}
