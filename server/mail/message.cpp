#include "mail/message.hpp"

#include <fmt/format.h>
#include <gmime/gmime.h>

#include <algorithm>
#include <cctype>
#include <memory>
#include <string_view>

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

// RFC 2047, section 2: the length of an encoded word, and of a line that has one.
constexpr std::size_t longest_encoded_word = 75;
constexpr std::size_t longest_encoded_line = 76;
constexpr std::string_view encoded_word_start = "=?utf-8?Q?";
constexpr std::string_view encoded_word_end = "?=";

bool needs_encoding(std::string_view text) {
    return text.find("=?") != std::string_view::npos ||
           std::ranges::any_of(text, [](unsigned char c) { return c < 0x20 || c > 0x7e; });
}

// One code point in the Q encoding, with what may be in a name (RFC 2047, sections 4.2 and 5).
std::string encode_character(std::string_view character) {
    const auto first = static_cast<unsigned char>(character.front());
    if (first == ' ') return "_";
    if (std::isalnum(first)) return std::string(character);
    std::string encoded;
    for (const unsigned char byte : character) encoded += fmt::format("={:02X}", byte);
    return encoded;
}

// The text as encoded words, one a line, of which the first begins after `column` characters. No character is divided.
// GMime's own are as long as a word of the text, which in Japanese or Chinese is the whole text. The Q encoding, since
// GMime loses what follows a B word whose base64 is padded.
std::string encode_words(std::string_view text, std::size_t column) {
    std::string encoded(encoded_word_start);
    auto word_length = encoded_word_start.size();
    auto room = std::min(longest_encoded_word, longest_encoded_line - column) - encoded_word_end.size();
    while (!text.empty()) {
        std::size_t length = 1;
        while (length < text.size() && (static_cast<unsigned char>(text[length]) & 0xc0) == 0x80) ++length;
        const auto character = encode_character(text.substr(0, length));
        text.remove_prefix(length);
        if (word_length + character.size() > room) {
            encoded.append(encoded_word_end).append("\n ").append(encoded_word_start);
            word_length = encoded_word_start.size();
            room = longest_encoded_word - encoded_word_end.size();
        }
        encoded += character;
        word_length += character.size();
    }
    return encoded.append(encoded_word_end);
}

// Controls, which a name has only by mistake, would be lines of their own for a program that decodes before it parses.
std::string without_controls(std::string text) {
    std::ranges::replace_if(
        text, [](unsigned char c) { return c < 0x20 || c == 0x7f; }, ' ');
    return text;
}

void set_raw_header(GMimeMessage* message, const char* name, const std::string& value) {
    g_mime_object_set_header(GMIME_OBJECT(message), name, "", nullptr);
    auto* headers = g_mime_object_get_header_list(GMIME_OBJECT(message));
    g_mime_header_set_raw_value(g_mime_header_list_get_header(headers, name), (" " + value + "\n").c_str());
}

void set_subject(GMimeMessage* message, const std::string& subject) {
    if (!needs_encoding(subject)) {
        g_mime_message_set_subject(message, subject.c_str(), "utf-8");
        return;
    }
    set_raw_header(message, "Subject", encode_words(without_controls(subject), std::string_view("Subject: ").size()));
}

void set_mailbox(GMimeMessage* message, GMimeAddressType type, const char* header, const Mailbox& mailbox) {
    if (!needs_encoding(mailbox.name)) {
        g_mime_message_add_mailbox(message, type, mailbox.name.c_str(), mailbox.address.c_str());
        return;
    }
    const auto column = std::string_view(header).size() + std::string_view(": ").size();
    const auto name = encode_words(without_controls(mailbox.name), column);
    set_raw_header(message, header, name + "\n <" + mailbox.address + ">");
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
    set_mailbox(mime.get(), GMIME_ADDRESS_TYPE_FROM, "From", message.from);
    set_mailbox(mime.get(), GMIME_ADDRESS_TYPE_TO, "To", message.to);
    set_subject(mime.get(), message.content.subject);
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
