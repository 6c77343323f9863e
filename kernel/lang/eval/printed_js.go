package eval

// printedForms are the endings of files for print: none in a browser, which goes without their code.
var printedForms []string
