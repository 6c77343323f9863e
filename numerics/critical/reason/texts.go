package reason

// English holds the text of every reason, by its key; {1}, {2}, … are filled with the reason's arguments.
var English = map[string]string{
	"critical.matrix.minimum":  "every eigenvalue is positive (λ = {1}): as a Hessian where ∇f = 0 it makes a local minimum",
	"critical.matrix.maximum":  "every eigenvalue is negative (λ = {1}): as a Hessian where ∇f = 0 it makes a local maximum",
	"critical.matrix.saddle":   "there are eigenvalues of both signs (λ = {1}): as a Hessian where ∇f = 0 it makes a saddle point, falling along {2} and rising along {3}",
	"critical.matrix.singular": "an eigenvalue is zero and none are of opposite sign (λ = {1}): along {2} the higher derivatives of f decide, which a matrix does not know",

	"critical.minimum":  "∇f = 0 and every eigenvalue of the Hessian is positive (λ = {1}): f rises in every direction",
	"critical.maximum":  "∇f = 0 and every eigenvalue of the Hessian is negative (λ = {1}): f falls in every direction",
	"critical.saddle":   "∇f = 0 and the Hessian has eigenvalues of both signs (λ = {1}): f falls along {2} and rises along {3}",
	"critical.singular": "∇f = 0, but the Hessian is singular and has no eigenvalues of both signs (λ = {1}): along {2} the second order does not decide",

	"critical.higher.minimum":     "∇f = 0 and the Hessian is singular (λ = {1}); the terms up to order {2} decide: f rises in every direction",
	"critical.higher.maximum":     "∇f = 0 and the Hessian is singular (λ = {1}); the terms up to order {2} decide: f falls in every direction",
	"critical.higher.saddle":      "∇f = 0 and the Hessian is singular (λ = {1}); the terms up to order {2} decide: f falls along {3} and rises along {4}",
	"critical.higher.saddle.bent": "∇f = 0 and the Hessian is singular (λ = {1}); the terms up to order {2} decide: f falls along a curve that starts in direction {3}, though not along the straight line, and rises along {4}",
	"critical.higher.ridge.bent":  "∇f = 0 and the Hessian is singular (λ = {1}); the terms up to order {2} decide: f falls along {3}, and rises along a curve that starts in direction {4}, though not along the straight line",
	"critical.higher.both.bent":   "∇f = 0 and the Hessian is singular (λ = {1}); the terms up to order {2} decide: f falls along a curve that starts in direction {3} and rises along one that starts in direction {4}, though not along the straight lines",
	"critical.higher.open":        "∇f = 0 and the Hessian is singular (λ = {1}); the terms up to order {2} do not decide either",
	"critical.zero.minimum":       "∇f = 0 and the Hessian is zero; the terms up to order {1} decide: f rises in every direction",
	"critical.zero.maximum":       "∇f = 0 and the Hessian is zero; the terms up to order {1} decide: f falls in every direction",
	"critical.zero.saddle":        "∇f = 0 and the Hessian is zero; the terms up to order {1} decide: f falls along {2} and rises along {3}",
	"critical.flat.minimum":       "∇f = 0 on a whole curve or surface through the point, in direction {2}, on which f does not change, and f rises in the other directions (λ = {1}): a local minimum, though not a strict one",
	"critical.flat.maximum":       "∇f = 0 on a whole curve or surface through the point, in direction {2}, on which f does not change, and f falls in the other directions (λ = {1}): a local maximum, though not a strict one",
	"critical.flat.constant":      "f is constant around the point: it is a local minimum and a local maximum, and neither is strict",

	"critical.slope":        "∇f = {1} is not zero: f falls along {2}",
	"critical.slope.nearby": "∇f = {1} is not zero: f falls along {2}; the nearest critical point that Newton's method finds is {3}, a {4}",
	"critical.undefined":    "f has no finite value at {1}",
	"critical.jump":         "f jumps at {1}",
	"critical.corner":       "f has a corner at {1}: its gradient is {2} on one side and {3} on another",
	"critical.steep":        "∇f has no finite value at {1}",
	"critical.secondorder":  "∇f = 0 at {1}, but the Hessian has no finite value there, so the second order does not decide",

	"critical.pieces.minimum": "∇f = 0 and, though the Hessian jumps at {1}, it is positive definite on every side: f rises in every direction",
	"critical.pieces.maximum": "∇f = 0 and, though the Hessian jumps at {1}, it is negative definite on every side: f falls in every direction",
	"critical.pieces.saddle":  "∇f = 0 and the Hessian jumps at {1}: f falls along {2} and rises along {3}",
	"critical.pieces.open":    "∇f = 0 and the Hessian jumps at {1}: the curvatures on its sides do not decide",

	"critical.rate.convex":     "the eigenvalues of the Hessian lie between {1} and {2}: gradient descent needs η below {3}",
	"critical.rate.indefinite": "the Hessian has eigenvalues of both signs, from {1} to {2}: below η = {3} gradient descent settles along the positive ones and leaves along the negative ones",
	"critical.rate.singular":   "the Hessian has a zero eigenvalue, its largest is {1}: gradient descent needs η below {2}, and no rate is the best",
	"critical.rate.concave":    "no eigenvalue of the Hessian is positive (the largest is {1}): no learning rate is too large, and none leads to a minimum",

	"descent.used":           "all {1} steps were taken",
	"descent.converged":      "‖∇f‖ = {2} is not above tol = {3} after {1} steps",
	"descent.stopped":        "the rule's own condition stopped it after {1} steps",
	"descent.diverged.f":     "f has no finite value at the point that step {1} leads to",
	"descent.diverged.point": "step {1} leads to a point that is not finite",
	"descent.stalled":        "nothing moves after step {1}, where ‖∇f‖ = {2}",
	"descent.interrupted":    "interrupted after {1} steps",

	"minimize.minimum":     "a local minimum, after leaving {1} saddle points",
	"minimize.saddles":     "still at a saddle point after leaving {1} of them",
	"minimize.stuck":       "a saddle point that no step along its negative curvature leaves downwards",
	"minimize.undecided":   "‖∇f‖ = {1}, and the second derivatives do not decide whether this is a minimum",
	"minimize.unbounded":   "f falls without end: it has no finite value after {1} steps",
	"minimize.interrupted": "interrupted after {1} steps",

	"critical.region.continuum":  "it holds a curve or surface of critical points, through {1} among others",
	"critical.region.degenerate": "it holds the degenerate critical point {1}: whether there are others as near cannot be told",
	"critical.region.edge":       "f has a corner or a jump there, or is not defined everywhere in it",
	"critical.region.jump":       "f jumps there: that may be a minimum or a maximum, though no gradient tells",
	"critical.region.large":      "it would take more boxes to decide",
	"critical.region.stopped":    "the search was interrupted",
	"critical.region.open":       "the gradient is too small there to tell it from zero",

	"critical.large.minimum": "∇f = 0 and, as far as Lanczos' method tells, every eigenvalue of the Hessian is positive, from {1} to {2}: f rises in every direction",
	"critical.large.maximum": "∇f = 0 and, as far as Lanczos' method tells, every eigenvalue of the Hessian is negative, from {1} to {2}: f falls in every direction",
	"critical.large.saddle":  "∇f = 0 and the Hessian has eigenvalues of both signs, from {1} to {2}: f falls along the eigenvector of the smallest and rises along that of the largest",
	"critical.large.open":    "∇f = 0, but the eigenvalues of the Hessian, from {1} to {2}, are not told from zero at one end: the second order does not decide",
}
