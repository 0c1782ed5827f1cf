#include "mail/message.hpp"

#include <gmime/gmime.h>

#include <memory>

namespace rollcall::mail {

namespace {

struct Release {
    void operator()(gpointer object) const { g_object_unref(object); }
    void operator()(GMimeFormatOptions* options) const { g_mime_format_options_free(options); }
    void operator()(GDateTime* time) const { g_date_time_unref(time); }
    void operator()(char* text) const { g_free(text); }
};
template <class Thing>
using Owned = std::unique_ptr<Thing, Release>;

void start_gmime() {
    static const bool started = [] {
        g_mime_init();
        return true;
    }();
    static_cast<void>(started);
}

Owned<GMimeTextPart> text_part(const char* subtype, const std::string& text) {
    Owned<GMimeTextPart> part(g_mime_text_part_new_with_subtype(subtype));
    g_mime_text_part_set_charset(part.get(), "utf-8");
    g_mime_text_part_set_text(part.get(), text.c_str());
    g_mime_part_set_content_encoding(GMIME_PART(part.get()), GMIME_CONTENT_ENCODING_QUOTEDPRINTABLE);
    return part;
}

std::string domain_of(const std::string& address) { return address.substr(address.rfind('@') + 1); }

std::string text_of(GMimeObject* object) {
    if (!GMIME_IS_TEXT_PART(object)) return {};
    const Owned<char> encoded(g_mime_text_part_get_text(GMIME_TEXT_PART(object)));
    std::string text = encoded ? encoded.get() : "";
    std::erase(text, '\r');  // lines end in CRLF only in transit
    return text;
}

}  // namespace

std::string to_mime(const Message& message) {
    start_gmime();
    const auto pretty_headers = TRUE;
    const Owned<GMimeMessage> mime(g_mime_message_new(pretty_headers));
    g_mime_message_add_mailbox(mime.get(), GMIME_ADDRESS_TYPE_FROM, message.from.name.c_str(),
                               message.from.address.c_str());
    g_mime_message_add_mailbox(mime.get(), GMIME_ADDRESS_TYPE_TO, message.to.name.c_str(), message.to.address.c_str());
    g_mime_message_set_subject(mime.get(), message.content.subject.c_str(), "utf-8");
    const auto second = std::chrono::floor<std::chrono::seconds>(message.date).time_since_epoch().count();
    const Owned<GDateTime> date(g_date_time_new_from_unix_utc(second));
    g_mime_message_set_date(mime.get(), date.get());
    const auto id = message.id + "@" + domain_of(message.from.address);
    g_mime_message_set_message_id(mime.get(), id.c_str());
    // Holiday notices do not answer it (RFC 3834, section 5).
    g_mime_object_set_header(GMIME_OBJECT(mime.get()), "Auto-Submitted", "auto-generated", nullptr);

    const Owned<GMimeMultipart> forms(g_mime_multipart_new_with_subtype("alternative"));
    g_mime_multipart_add(forms.get(), GMIME_OBJECT(text_part("plain", message.content.text).get()));
    g_mime_multipart_add(forms.get(), GMIME_OBJECT(text_part("html", message.content.html).get()));
    g_mime_message_set_mime_part(mime.get(), GMIME_OBJECT(forms.get()));

    const Owned<GMimeFormatOptions> options(g_mime_format_options_new());
    g_mime_format_options_set_newline_format(options.get(), GMIME_NEWLINE_FORMAT_DOS);
    const Owned<char> text(g_mime_object_to_string(GMIME_OBJECT(mime.get()), options.get()));
    return text.get();
}

std::optional<Content> content_from_mime(const std::string& mime) {
    start_gmime();
    const Owned<GMimeStream> stream(g_mime_stream_mem_new_with_buffer(mime.data(), mime.size()));
    const Owned<GMimeParser> parser(g_mime_parser_new_with_stream(stream.get()));
    const Owned<GMimeMessage> message(g_mime_parser_construct_message(parser.get(), nullptr));
    if (!message) return std::nullopt;
    auto* forms = g_mime_message_get_mime_part(message.get());
    if (!forms || !GMIME_IS_MULTIPART(forms) || g_mime_multipart_get_count(GMIME_MULTIPART(forms)) != 2) {
        return std::nullopt;
    }
    const auto* subject = g_mime_message_get_subject(message.get());
    return Content{
        .subject = subject ? subject : "",
        .text = text_of(g_mime_multipart_get_part(GMIME_MULTIPART(forms), 0)),
        .html = text_of(g_mime_multipart_get_part(GMIME_MULTIPART(forms), 1)),
    };
}

}  // namespace rollcall::mail
