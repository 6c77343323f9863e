package message

// syntaxTexts are the texts of the scanner and the parser.
var syntaxTexts = []entry{}
