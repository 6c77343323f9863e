package wire

import (
	"fmt"
	"log/slog"
)

// Secret is text that no log shows: printed in any way it is "[hidden]". Only JSON, which writes connection
// files, and a conversion to string reveal it.
type Secret string

const hidden = "[hidden]"

// Format writes "[hidden]", or nothing for the empty secret, whatever the verb.
func (s Secret) Format(f fmt.State, _ rune) { fmt.Fprint(f, s.String()) }

// String returns "[hidden]", or the empty string for the empty secret.
func (s Secret) String() string {
	if s == "" {
		return ""
	}
	return hidden
}

// LogValue is what structured logs show of the secret.
func (s Secret) LogValue() slog.Value { return slog.StringValue(s.String()) }
