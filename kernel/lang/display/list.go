package display

import (
	"strconv"
	"strings"

	"saddle/kernel/lang/value"
)

// mostListed is how many values of a list are shown; of a longer one the first and last.
const mostListed = 20

// list shows the values of a list one below the other, each as it is shown by itself but without its picture.
func (s *show) list(l value.List) error {
	var lines []string
	for _, i := range firstAndLast(len(l), mostListed/2) {
		if i < 0 {
			lines = append(lines, "…")
			continue
		}
		text, err := s.listed(l[i])
		if err != nil {
			return err
		}
		label := strconv.Itoa(i+1) + ": "
		lines = append(lines, label+strings.ReplaceAll(text, "\n", "\n"+strings.Repeat(" ", len(label))))
	}
	s.text(strings.Join(lines, "\n"))
	return nil
}

// listed is the text of a value in a list: of runs and the like their first line.
func (s *show) listed(v value.Value) (string, error) {
	plain := s.options
	plain.Plain = true
	b, err := Of(s.ctx, v, plain)
	if err != nil {
		return "", err
	}
	text := b.Data["text/plain"].(string)
	if _, isQuantity := v.(value.Quantity); !isQuantity {
		text, _, _ = strings.Cut(text, "\n")
	}
	return text, nil
}
