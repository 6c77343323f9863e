package kerneltest

import (
	"encoding/json"
	"os"
	"strings"
	"testing"

	"saddle/kernel/client"
	"saddle/kernel/wire"
)

// page is what a reply has for the front end to show beside the notebook.
func page(t *testing.T, reply *wire.Message) string {
	t.Helper()
	var content wire.ExecuteReply
	if err := reply.ReadContent(&content); err != nil {
		t.Fatal(err)
	}
	for _, payload := range content.Payload {
		if payload["source"] == "page" {
			return payload["data"].(map[string]any)["text/plain"].(string)
		}
	}
	return ""
}

// TestHelpIsShown has help reach a reader once, whatever the front end makes of a page: those that make an output of it
// say which cell they run, all others get an output too.
func TestHelpIsShown(t *testing.T) {
	n := startKernel(t)
	nobody := func(wire.InputRequest) (string, error) { return "", nil }
	for _, test := range []struct {
		name     string
		options  client.ExecuteOptions
		metadata string
		outputs  int
	}{
		{"jupyter run", client.ExecuteOptions{Input: nobody}, "", 1},
		{"nbclient", client.ExecuteOptions{}, "", 1},
		{"nbclient with a cell's id", client.ExecuteOptions{}, `{"cellId":"a"}`, 1},
		{"JupyterLab", client.ExecuteOptions{Input: nobody}, `{"deletedCells":[],"recordTiming":false,"cellId":"a-b"}`, 0},
	} {
		request := client.Request{Type: wire.ExecuteRequestType, Content: test.options.Content("help(momentum)")}
		if test.metadata != "" {
			request.Metadata = json.RawMessage(test.metadata)
		}
		c := n.begin(request)
		reply, err := c.Wait(n.ctx)
		if err != nil {
			t.Fatal(err)
		}
		shown := c.outputs(wire.DisplayDataType)
		if len(shown) != test.outputs {
			t.Errorf("%s: %d outputs, not %d", test.name, len(shown), test.outputs)
		}
		for _, output := range shown {
			data := output["data"].(map[string]any)
			if text, _ := data["text/plain"].(string); !strings.Contains(text, "learning rate") || data["text/html"] == nil {
				t.Errorf("%s: the output is %v", test.name, data)
			}
		}
		if got := page(t, reply); !strings.Contains(got, "learning rate") {
			t.Errorf("%s: the page is %q", test.name, got)
		}
	}
}

// TestHelpLinks looks at the help menu of a kernel that an installed kernelspec has started.
func TestHelpLinks(t *testing.T) {
	for _, test := range []struct{ name, base, language, title, url string }{
		{"saddle", "", "C.UTF-8", "Saddle: reference", "/kernelspecs/saddle/help/reference.html"},
		{"my-saddle", "/user/ann/", "zh_CN.UTF-8", "Saddle：参考手册", "/user/ann/kernelspecs/my-saddle/help/reference.zh.html"},
		{"../x", "", "C.UTF-8", "", ""},
	} {
		t.Setenv("JUPYTERHUB_SERVICE_PREFIX", test.base)
		t.Setenv("JUPYTER_RUNTIME_DIR", t.TempDir())
		c, err := client.Start(t.Context(), client.Command{
			Argv: []string{program, "kernel", "--no-history", client.ConnectionFile}, Dir: t.TempDir(),
			Env: append(os.Environ(), "SADDLE_KERNELSPEC="+test.name, "LANG="+test.language, "LC_ALL="+test.language),
		})
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(c.Close)
		links := c.Kernel.HelpLinks
		if test.url == "" {
			if len(links) != 0 {
				t.Errorf("%q: %v", test.name, links)
			}
			continue
		}
		if len(links) != 3 || links[0].Text != test.title || links[0].URL != test.url {
			t.Errorf("%q: %v", test.name, links)
		}
	}
}

// TestVoila has sliders where Voilà executes a cell, which lets nobody be asked, and the picture alone where nbclient does.
func TestVoila(t *testing.T) {
	for software, widgets := range map[string]bool{"voila/0.5.12": true, "": false, "jupyter-server": false} {
		n := startKernel(t, "SERVER_SOFTWARE="+software)
		c := n.cell("interact(a = 1..5)\nprint(\"a is\", a)").wait()
		if got := len(c.widgets()) > 0; got != widgets {
			t.Fatalf("SERVER_SOFTWARE=%s: widgets %v", software, got)
		}
		if !widgets {
			continue
		}
		models := c.widgets()
		moved := n.comm("", wire.CommMsgType, move(model(t, models, "IntSliderModel", "a"), "value", 5))
		if got := shownBelow(t, moved, model(t, models, "OutputModel", "")); !strings.Contains(got, "a is 5") {
			t.Errorf("after a = 5: %s", got)
		}
		if got := n.run(`ask("anybody?")`); !strings.Contains(got, "InputError") {
			t.Errorf("ask: %s", got)
		}
	}
}
