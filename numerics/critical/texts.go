package critical

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

	"critical.slope":        "∇f = {1} is not zero: f falls along {2}",
	"critical.slope.nearby": "∇f = {1} is not zero: f falls along {2}; the nearest critical point that Newton's method finds is {3}",
	"critical.undefined":    "f has no finite value at {1}",
	"critical.corner":       "f has a corner at {1}: its gradient jumps there",
	"critical.steep":        "∇f has no finite value at {1}",
	"critical.secondorder":  "∇f = 0, but the Hessian has no finite value at {1}, so the second order does not decide",
}
