package site

import (
	"context"
	"errors"
	"net"
	"net/http"
	"time"
)

// Listen opens a port of this machine, for nobody else; 0 leaves the choice to the system.
func Listen(port int) (net.Listener, error) {
	return net.ListenTCP("tcp", &net.TCPAddr{IP: net.IPv4(127, 0, 0, 1), Port: port})
}

// Serve serves a site's files until ctx ends. It answers requests that name this machine only, so that no page from elsewhere
// reaches it under a name of its own.
func Serve(ctx context.Context, l net.Listener, site string) error {
	server := &http.Server{Handler: onlyHere(l.Addr().String(), http.FileServer(http.Dir(site))), ReadHeaderTimeout: 10 * time.Second}
	stop := context.AfterFunc(ctx, func() { _ = server.Close() })
	defer stop()
	if err := server.Serve(l); !errors.Is(err, http.ErrServerClosed) {
		return err
	}
	return nil
}

// headers keep the pages apart from those of other sites; a page that is may share memory with its kernel.
var headers = map[string]string{
	"X-Content-Type-Options":       "nosniff",
	"Cross-Origin-Opener-Policy":   "same-origin",
	"Cross-Origin-Embedder-Policy": "require-corp",
}

func onlyHere(address string, files http.Handler) http.Handler {
	_, port, _ := net.SplitHostPort(address) // it is the listener's own
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Host != "127.0.0.1:"+port && r.Host != "localhost:"+port {
			http.Error(w, "this server is for this machine only", http.StatusForbidden)
			return
		}
		for name, value := range headers {
			w.Header().Set(name, value)
		}
		files.ServeHTTP(w, r)
	})
}
