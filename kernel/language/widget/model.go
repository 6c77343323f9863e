package widget

import (
	"maps"
	"math"
	"slices"
	"strconv"

	"saddle/kernel/session"
)

// object is a JSON object.
type object = map[string]any

// The modules of the front end whose models are used, and their versions.
const (
	baseModule     = "@jupyter-widgets/base"
	controlsModule = "@jupyter-widgets/controls"
	outputModule   = "@jupyter-widgets/output"
	anyModule      = "anywidget"
)

var moduleVersions = map[string]string{baseModule: "2.0.0", controlsModule: "2.0.0", outputModule: "1.0.0", anyModule: "*"}

// model is one object that the page and the kernel both know: a slider, a box, an output.
type model struct {
	id    string // of its conversation
	state object
	bytes map[string][]byte // values of the state that are sent apart, because they are not text
	board *board            // it belongs to
	place int               // of a control: which of the board's
	heard []string          // the keys that the page may change; nil: all but outputs
}

// hears reports whether the page may change a key of the state.
func (m *model) hears(key string) bool {
	if m.heard != nil {
		return slices.Contains(m.heard, key)
	}
	return key != "outputs"
}

// newModel makes a model by its name without "Model". A view of "" is one that is not seen.
func newModel(module, name, view string, state object) *model {
	version := moduleVersions[module]
	whole := object{
		"_model_module": module, "_model_module_version": version, "_model_name": name + "Model",
		"_view_module": module, "_view_module_version": version, "_view_name": nil,
	}
	if view != "" {
		whole["_view_name"] = view
	}
	maps.Copy(whole, state)
	return &model{id: newID(), state: whole}
}

// reference is how the state of one model names another.
func (m *model) reference() string { return "IPY_MODEL_" + m.id }

func newLayout() *model { return newModel(baseModule, "Layout", "LayoutView", object{}) }

// visible is a model with a layout of its own, which it follows in the list.
func visible(module, name string, state object) []*model {
	layout := newLayout()
	whole := object{"_dom_classes": []any{}, "layout": layout.reference(), "tabbable": nil, "tooltip": nil}
	maps.Copy(whole, state)
	return []*model{layout, newModel(module, name, name+"View", whole)}
}

func newStyle(name string) *model {
	style := newModel(controlsModule, name, "StyleView", object{"description_width": ""})
	style.state["_view_module"], style.state["_view_module_version"] = baseModule, moduleVersions[baseModule]
	return style
}

// newBox lays models, given by their references, below or beside each other: VBox or HBox.
func newBox(name string, children ...string) []*model {
	return visible(controlsModule, name, object{"children": children, "box_style": ""})
}

// controlModels are the models of one control; the last is the control itself.
func controlModels(c session.Control) []*model {
	common := object{"description": c.Shown(), "description_allow_html": false, "disabled": false}
	name, styleName, state := controlKind(c)
	style := newStyle(styleName)
	maps.Copy(state, common)
	state["style"] = style.reference()
	return append([]*model{style}, visible(controlsModule, name, state)...)
}

// controlKind is which of ipywidgets' models shows a control, which style it has, and the state that is its own.
func controlKind(c session.Control) (name, styleName string, state object) {
	switch {
	case c.Switch:
		return "Checkbox", "CheckboxStyle", object{"value": c.Start != 0, "indent": true}
	case c.Choices != nil:
		return "Dropdown", "DescriptionStyle", object{"_options_labels": c.Choices, "index": int(c.Start)}
	case c.Whole:
		return "IntSlider", "SliderStyle", slider(object{"value": int(c.Start), "min": int(c.Low), "max": int(c.High), "step": 1, "readout_format": "d"})
	}
	return "FloatSlider", "SliderStyle", slider(object{"value": c.Start, "min": c.Low, "max": c.High, "step": c.Step, "readout_format": readout(c)})
}

func slider(state object) object {
	maps.Copy(state, object{"orientation": "horizontal", "readout": true, "continuous_update": true, "behavior": "drag-tap"})
	return state
}

// readout is the format, in the words of d3, that tells two places of a slider apart.
func readout(c session.Control) string {
	decimals := math.Max(0, math.Ceil(-math.Log10(c.Step)-1e-9))
	if decimals > 6 || math.Max(math.Abs(c.Low), math.Abs(c.High)) >= 1e7 {
		return ".4g"
	}
	return "." + strconv.Itoa(int(decimals)) + "f"
}

// moved reads where a control stands from what the page says of its model.
func moved(c session.Control, state object) (place float64, ok bool) {
	switch value := state[valueKey(c)].(type) {
	case float64:
		return value, !math.IsNaN(value) && !math.IsInf(value, 0)
	case bool:
		if value {
			return 1, true
		}
		return 0, true
	}
	return 0, false
}

// valueKey is the part of a control's state that the page changes.
func valueKey(c session.Control) string {
	if c.Choices != nil {
		return "index"
	}
	return "value"
}
