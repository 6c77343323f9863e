// Command numerics times what numerics.py compares. It reads lines "PEER TASK", the peer being saddle, go or gonum, and
// answers each with the seconds of one call, or with "-" where that peer has no such task.
package main

import (
	"bufio"
	"fmt"
	"log"
	"math"
	"os"
	"strings"
	"time"
)

func main() {
	prepared := tasks()
	for lines := bufio.NewScanner(os.Stdin); lines.Scan(); {
		peer, task, _ := strings.Cut(lines.Text(), " ")
		call := prepared[task][peer]
		if call == nil {
			fmt.Println("-")
			continue
		}
		fmt.Println(seconds(call))
	}
	if math.IsNaN(sink) {
		log.Fatal("a run by hand came to nothing")
	}
}

// seconds is the shortest of five times of a call, each over as many calls as take a fiftieth of a second.
func seconds(call func()) float64 {
	const least = 0.02
	call()
	begun := time.Now()
	call()
	calls := max(1, int(least/math.Max(time.Since(begun).Seconds(), 1e-9)))
	best := math.Inf(1)
	for range 5 {
		begun := time.Now()
		for range calls {
			call()
		}
		best = math.Min(best, time.Since(begun).Seconds()/float64(calls))
	}
	return best
}
