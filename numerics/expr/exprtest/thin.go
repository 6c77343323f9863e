package exprtest

// Thin is how many of n random cases a test looks at: all, but a quarter under the race detector, where each takes about ten
// times as long and shows no more of the mathematics.
func Thin(n int) int {
	if raced {
		return (n + 3) / 4
	}
	return n
}

// Skips reports whether a test passes over case k of a list of different ones: none, but two in three under the race detector.
func Skips(k int) bool { return raced && k%3 != 0 }
