package message

// phrasebookTexts answer habits from other languages.
var phrasebookTexts = []entry{}
