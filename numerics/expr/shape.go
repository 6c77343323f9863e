package expr

import "fmt"

// Shape is the form of a value: a scalar (rank 0), a vector, which is a column (rank 1, Rows entries, Cols 1), or a
// matrix (rank 2). The zero Shape is not valid; use Scalar, Vector and MatrixShape.
type Shape struct{ Rank, Rows, Cols int }

// Scalar is the shape of a number.
var Scalar = Shape{0, 1, 1}

// Vector is the shape of a column of n entries.
func Vector(n int) Shape { return Shape{1, n, 1} }

// MatrixShape is the shape of a matrix. A matrix of one column and more than one row is the vector it stands for.
func MatrixShape(rows, cols int) Shape {
	if cols == 1 && rows > 1 {
		return Vector(rows)
	}
	return Shape{2, rows, cols}
}

// Size is the number of entries.
func (s Shape) Size() int { return s.Rows * s.Cols }

// IsScalar reports whether s is the shape of a number.
func (s Shape) IsScalar() bool { return s.Rank == 0 }

// IsVector reports whether s is the shape of a column vector.
func (s Shape) IsVector() bool { return s.Rank == 1 }

// IsMatrix reports whether s is the shape of a matrix.
func (s Shape) IsMatrix() bool { return s.Rank == 2 }

// IsSquare reports whether s is a matrix with as many rows as columns.
func (s Shape) IsSquare() bool { return s.Rank == 2 && s.Rows == s.Cols }

// String describes the shape to a student: "a number", "3 entries", "2×2".
func (s Shape) String() string {
	switch {
	case s.Rank == 0:
		return "a number"
	case s.Rank == 1 && s.Rows == 1:
		return "1 entry"
	case s.Rank == 1:
		return fmt.Sprintf("%d entries", s.Rows)
	}
	return fmt.Sprintf("%d×%d", s.Rows, s.Cols)
}

// product is the shape of a matrix product, where a 1×1 result is a number.
func product(rows, cols int) Shape {
	if rows == 1 && cols == 1 {
		return Scalar
	}
	return MatrixShape(rows, cols)
}
