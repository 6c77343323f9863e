package eval

// Control is a name that a student moves: a slider over Low..High, a menu of Choices, or a switch.
type Control struct {
	Name            string
	Low, High, Step float64  // of a slider
	Whole           bool     // the slider moves through whole numbers
	Choices         []string // of a menu, as it shows them; nil for the others
	Switch          bool     // true or false
	// Start is where it stands first: the slider's number, the place of the choice from 0, or 1 for true.
	Start float64
}
