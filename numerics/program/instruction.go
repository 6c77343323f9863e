package program

// Op is what an instruction does. Dst, A, B and C are registers, N and M small numbers.
type Op uint8

// The instructions on numbers. With Vector they work on N entries of arrays; then bit k of M tells that operand k is an
// array, and the others are numbers that count for every entry.
const (
	Copy   Op = iota // Dst = A
	Neg              // Dst = -A
	Add              // Dst = A + B
	Sub              // Dst = A - B
	Mul              // Dst = A · B, rounded before any further use
	Div              // Dst = A / B
	Sqrt             // Dst = √A
	Power            // Dst = A^B, as expr.Power
	Apply            // Dst = the elementary function expr.Func(C) of A
	Min              // Dst = min(A, B)
	Max              // Dst = max(A, B)
	Mod              // Dst = A - B ⌊A/B⌋
	Choose           // Dst = B if A ≠ 0, else C

	Compare // Dst = 1 if expr.Relation(C) holds for A and B, else 0
	And     // Dst = A and B
	Or      // Dst = A or B
	Not     // Dst = not A

	Load     // Dst = entry ⌊B⌋ of the N registers or table from A; NaN outside
	Load2    // Dst = entry (⌊B⌋, ⌊C⌋) of the N×M matrix from A; NaN outside
	LoadRow  // M registers from Dst = row ⌊B⌋ of the N×M matrix from A; NaN outside
	Zero     // N registers from Dst = 0
	AddAt    // entry ⌊B⌋ of the N registers from Dst += A; nothing outside
	AddAt2   // entry (⌊B⌋, ⌊C⌋) of the N×M matrix from Dst += A; nothing outside
	AddRow   // row ⌊B⌋ of the N×M matrix from Dst += M registers from A; nothing outside
	StoreAt  // M registers from Dst + M·(B - C) = M registers from A
	Begin    // the loop of Dst from A to B starts; C is where it ends
	End      // of the loop that starts at C: next Dst up to B
	numberOp // the instructions from here on are on arrays only
)

// The instructions on arrays.
const (
	Gather            = numberOp + iota // N registers from Dst = entries of A at the Positions M
	Spread                              // N registers from Dst = 0 but for the entries of A added at the Positions M
	Total                               // Dst = the sum of the N entries of A
	Product                             // Dst (N×M) = A (N×C) times B (C×M)
	TransposedProduct                   // Dst (N) = the transpose of A (C×N) times B (C)
	Solve                               // Dst (N×M) = A⁻¹ B
	Inverse                             // Dst (N×N) = A⁻¹
	Determinant                         // Dst = det of A (N×N)
	Eigenvalues                         // N registers from Dst = those of A (N×N)
	Eigen                               // N registers from Dst and N×N from B = eigenvalues and eigenvectors of A (N×N)
	TrustStep                           // Dst (N) = the step of the model A (N), B (N×N) within the radius C
	CubicStep                           // Dst (N) = the step of the model A (N), B (N×N) with the weight C
	Normal                              // N registers from Dst = standard normal random numbers
	Uniform                             // N registers from Dst = random numbers on [0, 1)
	Sample                              // rows of the table A, by Samples[M], from Dst
	Call                                // N registers from Dst = the values of Calls[A]
)

// Instruction is one step of a program.
type Instruction struct {
	Op      Op
	Vector  bool
	Dst     int32
	A, B, C int32
	N, M    int32
}

var opNames = [...]string{
	Copy: "copy", Neg: "neg", Add: "add", Sub: "sub", Mul: "mul", Div: "div", Sqrt: "sqrt", Power: "power", Apply: "apply",
	Min: "min", Max: "max", Mod: "mod", Choose: "choose", Compare: "compare", And: "and", Or: "or", Not: "not", Load: "load",
	Load2: "load2", LoadRow: "loadRow", Zero: "zero", AddAt: "addAt", AddAt2: "addAt2", AddRow: "addRow", StoreAt: "storeAt", Begin: "begin", End: "end",
	Gather: "gather", Spread: "spread", Total: "total", Product: "product", TransposedProduct: "transposedProduct", Solve: "solve", Inverse: "inverse",
	Determinant: "determinant", Eigenvalues: "eigenvalues", Eigen: "eigen", TrustStep: "trustStep", CubicStep: "cubicStep", Normal: "normal", Uniform: "uniform",
	Sample: "sample", Call: "call",
}

// String is the name of the instruction in listings.
func (o Op) String() string { return opNames[o] }
