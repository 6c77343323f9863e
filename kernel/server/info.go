package server

import "saddle/kernel/wire"

// kernelInfo describes the kernel and its language.
func (s *server) kernelInfo(*request) (any, error) {
	i := s.info
	reply := wire.KernelInfoReply{
		Status:                wire.StatusOK,
		ProtocolVersion:       wire.ProtocolVersion,
		Implementation:        or(i.Implementation, i.Name),
		ImplementationVersion: or(i.ImplementationVersion, i.Version),
		LanguageInfo: wire.LanguageInfo{
			Name: i.Name, Version: i.Version, MimeType: or(i.MIMEType, "text/plain"), FileExtension: or(i.FileExtension, ".txt"),
			PygmentsLexer: i.PygmentsLexer, NbconvertExporter: i.Exporter,
		},
		Banner:            or(i.Banner, i.Name+" "+i.Version),
		SupportedFeatures: []string{wire.FeatureSubshells},
	}
	if i.CodeMirrorMode != nil {
		reply.LanguageInfo.CodemirrorMode = i.CodeMirrorMode
	}
	reply.HelpLinks = helpLinks(i.Links)
	return reply, nil
}

// helpLinks are the entries of the front end's menu Help.
func helpLinks(links []Link) (onWire []wire.HelpLink) {
	for _, link := range links {
		onWire = append(onWire, wire.HelpLink{Text: link.Text, URL: link.URL})
	}
	return onWire
}

// or gives text, or instead of an empty text the other.
func or(text, other string) string {
	if text == "" {
		return other
	}
	return text
}
