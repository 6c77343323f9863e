package message

// evalTexts are the texts of evaluation.
var evalTexts = []entry{}
