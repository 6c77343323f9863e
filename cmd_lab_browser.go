package main

import (
	"context"
	"errors"
	"fmt"
	"os/signal"

	"github.com/spf13/cobra"

	"saddle/kernel/site"
	"saddle/numerics/reason"
)

// sitePort is where the site is served if it is free: browsers keep what a reader has done under the address.
const sitePort = 8733

// serveSite serves the site to this machine until it is interrupted.
func serveSite(cmd *cobra.Command, arguments []string) error {
	if len(arguments) > 0 {
		return usageError{errors.New("--browser needs no folder: the browser keeps what is done")}
	}
	folder, err := findSite()
	if err != nil {
		return err
	}
	listener, err := site.Listen(sitePort)
	if err != nil {
		listener, err = site.Listen(0)
	}
	if err != nil {
		return err
	}
	address := fmt.Sprintf("http://%s/", listener.Addr())
	say(cmd.OutOrStdout(), reason.Both("open %s in a browser; Ctrl-C ends", "用浏览器打开 %s；按 Ctrl-C 结束").With(address))
	ctx, stop := signal.NotifyContext(context.Background(), ending...)
	defer stop()
	return site.Serve(ctx, listener, folder)
}
