package reason

import "maps"

// texts holds the text of every reason by its key, in English and in Chinese; {1}, {2}, … are filled with the reason's
// arguments, and {1|point|points} with the first word where argument 1 is one and the second otherwise.
var texts = joined(smoothTexts, roughTexts, searchTexts, runTexts, minimizeTexts, constrainedTexts)

func joined(parts ...map[string]Text) map[string]Text {
	all := map[string]Text{}
	for _, part := range parts {
		maps.Copy(all, part)
	}
	return all
}
