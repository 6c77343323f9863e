package typeset

// Piece is a part of a line that is set in one size: raised, lowered or on the
// line. Scale and Rise are in em of the line.
type Piece struct {
	Text        string
	Scale, Rise float64
}

// Pieces are the parts of a line as it is set, for a canvas that sets texts by
// itself.
func Pieces(s string) []Piece {
	var pieces []Piece
	for _, r := range runs(s) {
		piece := Piece{Text: r.text, Scale: 1}
		if r.level != 0 {
			piece.Scale = scriptScale
			if piece.Rise = raise; r.level < 0 {
				piece.Rise = lower
			}
		}
		pieces = append(pieces, piece)
	}
	return pieces
}
