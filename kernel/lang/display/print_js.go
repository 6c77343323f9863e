package display

// printEncoders are the forms for print, whose code a page goes without.
var printEncoders map[string]encoder
