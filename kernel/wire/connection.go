//go:build !page

package wire

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net"
	"os"
	"strconv"
	"strings"

	"saddle/kernel/atomicfile"
)

// The two transports of connection files.
const (
	TCP = "tcp"
	IPC = "ipc" // unix domain sockets
)

// ParentVariable is the environment variable in which Jupyter tells a kernel the process that starts it.
const ParentVariable = "JPY_PARENT_PID"

// Connection is the content of a connection file: where the kernel's sockets are and how messages are signed.
// For TCP, IP is a host; for IPC it is the beginning of the sockets' paths, IP-PORT. A port 0 leaves the
// choice to the kernel. With a RegistrationPort (JEP 66) the kernel chooses all ports and tells the launcher there.
// With the two CURVE keys (JEP 145), which belong together, all sockets are encrypted.
type Connection struct {
	Transport        string `json:"transport"`
	IP               string `json:"ip"`
	ShellPort        int    `json:"shell_port"`
	ControlPort      int    `json:"control_port"`
	StdinPort        int    `json:"stdin_port"`
	IOPubPort        int    `json:"iopub_port"`
	HBPort           int    `json:"hb_port"`
	Key              Secret `json:"key"`
	SignatureScheme  string `json:"signature_scheme"`
	KernelName       string `json:"kernel_name,omitempty"`
	RegistrationPort int    `json:"registration_port,omitempty"`
	CurvePublicKey   Secret `json:"curve_publickey,omitempty"` // Z85: 40 characters; who knows it may connect
	CurveSecretKey   Secret `json:"curve_secretkey,omitempty"`
}

// ReadConnection reads and validates a connection file, or a registration file (JEP 66), which has a
// registration_port and no others. Its errors name the file and the field, never a key.
func ReadConnection(path string) (Connection, error) {
	raw, err := readSmall(path)
	if err != nil {
		return Connection{}, fmt.Errorf("connection file: %w", err)
	}
	c, err := parseConnection(raw)
	if err != nil {
		return Connection{}, fmt.Errorf("connection file %s: %w", path, err)
	}
	return c, nil
}

// connectionBytes bounds a connection file.
const connectionBytes = 1 << 20

// readSmall reads a file that may be a pipe or a device, but not more than a connection file can hold.
func readSmall(path string) ([]byte, error) {
	file, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer file.Close()
	raw, err := io.ReadAll(io.LimitReader(file, connectionBytes+1))
	if err == nil && len(raw) > connectionBytes {
		err = fmt.Errorf("%s has more than %d bytes", path, connectionBytes)
	}
	return raw, err
}

func parseConnection(raw []byte) (Connection, error) {
	var c Connection
	if err := json.Unmarshal(raw, &c); err != nil {
		return c, describeJSON(err)
	}
	if err := checkPresence(raw); err != nil {
		return c, err
	}
	return c.Normalize()
}

// checkPresence tells a port that is missing, which is a mistake, from one that is 0.
func checkPresence(raw []byte) error {
	var fields map[string]json.RawMessage
	if err := json.Unmarshal(raw, &fields); err != nil || fields == nil {
		return errors.New("not a JSON object")
	}
	if _, registers := fields["registration_port"]; registers {
		return nil
	}
	var missing []string
	for _, field := range []string{"shell_port", "control_port", "stdin_port", "iopub_port", "hb_port"} {
		if _, present := fields[field]; !present {
			missing = append(missing, field)
		}
	}
	if len(missing) > 0 {
		return fmt.Errorf("missing: %s (0 lets the kernel choose)", strings.Join(missing, ", "))
	}
	return nil
}

func describeJSON(err error) error {
	var mismatch *json.UnmarshalTypeError
	if errors.As(err, &mismatch) && mismatch.Field != "" {
		return fmt.Errorf("%s must be %s, not %s", mismatch.Field, jsonName(mismatch.Type.String()), mismatch.Value)
	}
	return fmt.Errorf("not a JSON object: %w", err)
}

func jsonName(goType string) string {
	if goType == "int" {
		return "a whole number"
	}
	return "a string"
}

// Normalize checks the connection, its keys too, and fills in defaults: tcp, 127.0.0.1, hmac-sha256.
func (c Connection) Normalize() (Connection, error) {
	c.Transport = strings.ToLower(c.Transport)
	if c.Transport == "" {
		c.Transport = TCP
	}
	if c.Transport == TCP {
		c.IP = tcpHost(c.IP)
	}
	if c.SignatureScheme == "" {
		c.SignatureScheme = DefaultSignatureScheme
	}
	return c, c.check()
}

func tcpHost(ip string) string {
	switch ip {
	case "":
		return "127.0.0.1"
	case "*":
		return "0.0.0.0"
	}
	return strings.Trim(ip, "[]")
}

func (c Connection) check() error {
	if c.Transport != TCP && c.Transport != IPC {
		return fmt.Errorf("transport %q is not known; known are %q and %q", c.Transport, TCP, IPC)
	}
	if c.IP == "" {
		return fmt.Errorf("ip is missing; for transport %q it is the beginning of the socket paths", IPC)
	}
	if _, err := NewSigner(c.SignatureScheme, c.Key); err != nil {
		return err
	}
	if _, _, err := c.readCurve(); err != nil {
		return err
	}
	return c.checkPorts()
}

func (c Connection) checkPorts() error {
	user := map[int]string{}
	for _, p := range []struct {
		field string
		port  int
	}{
		{"shell_port", c.ShellPort}, {"control_port", c.ControlPort}, {"stdin_port", c.StdinPort},
		{"iopub_port", c.IOPubPort}, {"hb_port", c.HBPort}, {"registration_port", c.RegistrationPort},
	} {
		if p.port < 0 || p.port > 65535 {
			return fmt.Errorf("%s is %d, not between 0 and 65535", p.field, p.port)
		}
		if other := user[p.port]; other != "" && p.port != 0 {
			return fmt.Errorf("%s and %s are both %d", other, p.field, p.port)
		}
		user[p.port] = p.field
	}
	return nil
}

// Write writes the connection file, readable by its owner only. A reader sees the old file or the whole new
// one, never a part.
func (c Connection) Write(path string) error {
	raw, err := json.MarshalIndent(c, "", "  ")
	if err != nil {
		return err
	}
	return atomicfile.Write(path, 0o600, atomicfile.Bytes(append(raw, '\n')))
}

// Port returns the port of a channel.
func (c Connection) Port(channel Channel) int { return *c.port(channel) }

// WithPort returns a copy in which the channel has the given port.
func (c Connection) WithPort(channel Channel, port int) Connection {
	*c.port(channel) = port
	return c
}

func (c *Connection) port(channel Channel) *int {
	switch channel {
	case Shell:
		return &c.ShellPort
	case Control:
		return &c.ControlPort
	case Stdin:
		return &c.StdinPort
	case IOPub:
		return &c.IOPubPort
	}
	return &c.HBPort
}

// Address returns where a channel is, in the form that package net takes: ("tcp", "127.0.0.1:5555") or
// ("unix", "/run/user/1000/kernel-ipc-1").
func (c Connection) Address(channel Channel) (network, address string) {
	return c.address(c.Port(channel))
}

func (c Connection) address(port int) (network, address string) {
	if c.Transport == IPC {
		return "unix", c.IP + "-" + strconv.Itoa(port)
	}
	return "tcp", net.JoinHostPort(c.IP, strconv.Itoa(port))
}

// Endpoint returns where a channel is, in ZeroMQ's form: "tcp://127.0.0.1:5555" or "ipc://PATH".
func (c Connection) Endpoint(channel Channel) string { return c.endpoint(c.Port(channel)) }

// RegistrationEndpoint returns where the launcher waits for the ports that the kernel chose (JEP 66), or the
// empty string where there is no RegistrationPort.
func (c Connection) RegistrationEndpoint() string {
	if c.RegistrationPort == 0 {
		return ""
	}
	return c.endpoint(c.RegistrationPort)
}

func (c Connection) endpoint(port int) string {
	_, address := c.address(port)
	return c.Transport + "://" + address
}

// Signer returns the signer of the connection's messages.
func (c Connection) Signer() (*Signer, error) { return NewSigner(c.SignatureScheme, c.Key) }

// String describes the connection in one line, without its keys.
func (c Connection) String() string {
	return fmt.Sprintf("%s %s shell %d control %d stdin %d iopub %d hb %d",
		c.Transport, c.IP, c.ShellPort, c.ControlPort, c.StdinPort, c.IOPubPort, c.HBPort)
}

// LogValue is what structured logs show of the connection.
func (c Connection) LogValue() slog.Value { return slog.StringValue(c.String()) }
