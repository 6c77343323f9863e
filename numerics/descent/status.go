package descent

// Status is how a run ended; none is an error.
type Status string

// The endings, in the words of the language.
const (
	StepsUsed     Status = "steps used"      // all the steps asked for were taken
	Converged     Status = "converged"       // ‖∇f‖ ≤ tol, or nothing moves where ∇f is zero within rounding
	StoppedByRule Status = "stopped by rule" // a `stop if` of the rule held
	Diverged      Status = "diverged"        // θ, f or a state overflowed or lost its value; the path up to there is kept
	Stalled       Status = "stalled"         // a step changed nothing, so no later step would
	Interrupted   Status = "interrupted"     // the context ended; the path up to there is kept
)

// IsRest reports whether the run ended by itself at a point that it would not leave.
func (s Status) IsRest() bool { return s == Converged || s == StoppedByRule || s == Stalled }
