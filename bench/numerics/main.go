// Command numerics times what compare.py compares. It reads lines "VERB<tab>PEER<tab>TASK", the peer being saddle, go or gonum,
// and answers each with a line: to "value" the numbers that the task comes to, to "time" or "processor" the seconds that one of
// the task's units takes by the clock or of processors; "-" where that peer has no such task.
package main

import (
	"bufio"
	"fmt"
	"log"
	"math"
	"os"
	"strings"
	"syscall"
	"time"
)

// work is one call of a task and what it comes to. Its units, 1 where it says nothing, are the steps or the like that it is
// timed by; check is a smaller call that gives the value, nil where the call itself does.
type work struct {
	call, check func() []float64
	units       float64
}

func main() {
	prepared := tasks()
	for lines := bufio.NewScanner(os.Stdin); lines.Scan(); {
		verb, asked, _ := strings.Cut(lines.Text(), "\t")
		peer, task, _ := strings.Cut(asked, "\t")
		prepare, ok := prepared[task][peer]
		if !ok {
			fmt.Println("-")
			continue
		}
		answer(verb, prepare())
	}
}

func answer(verb string, w work) {
	if verb == "value" {
		if w.check == nil {
			w.check = w.call
		}
		fmt.Println(strings.Trim(fmt.Sprint(w.check()), "[]"))
		return
	}
	clock := map[string]func() float64{"time": wall, "processor": processor}[verb]
	if clock == nil {
		log.Fatalf("no verb %q", verb)
	}
	fmt.Println(seconds(clock, w.call) / max(w.units, 1))
}

var begun = time.Now()

func wall() float64 { return time.Since(begun).Seconds() }

// processor is the time that all threads of this process have run.
func processor() float64 {
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		log.Fatal(err)
	}
	return float64(u.Utime.Nano()+u.Stime.Nano()) / 1e9
}

// seconds is the shortest of five times of a call, each over as many calls as take a fiftieth of a second; of one that takes
// longer than a quarter of a second, its time.
func seconds(clock func() float64, call func() []float64) float64 {
	const least, long = 0.02, 0.25
	begun := clock()
	call()
	if took := clock() - begun; took > long {
		return took
	}
	begun = clock()
	call()
	calls := max(1, int(least/math.Max(clock()-begun, 1e-7)))
	best := math.Inf(1)
	for range 5 {
		begun := clock()
		for range calls {
			call()
		}
		best = math.Min(best, (clock()-begun)/float64(calls))
	}
	return best
}
