#include "http/protocol/framing.hpp"

#include <algorithm>

#include "http/protocol/ascii.hpp"
#include "http/protocol/limits.hpp"
#include "http/protocol/target.hpp"

namespace rollcall::http {

namespace {

bool is_digits(std::string_view text) { return !text.empty() && std::ranges::all_of(text, is_digit); }

bool is_target_letter(char letter) { return letter > ' ' && letter <= '~' && letter != '#'; }

bool is_host_name(std::string_view name) {
    const auto is_letter = [](char letter) {
        return is_alphanumeric(letter) || std::string_view("-._~%!$&'()*+,;=").find(letter) != std::string_view::npos;
    };
    return !name.empty() && std::ranges::all_of(name, is_letter);
}

bool is_address_in_brackets(std::string_view text) {
    if (text.size() < 4 || text.front() != '[' || text.back() != ']') return false;
    const auto is_letter = [](char letter) {
        return is_digit(letter) || (letter >= 'a' && letter <= 'f') || (letter >= 'A' && letter <= 'F') ||
               letter == ':' || letter == '.';
    };
    return std::ranges::all_of(text.substr(1, text.size() - 2), is_letter);
}

enum class Version { http_1_0, http_1_1 };

/// The header fields that decide where the request ends and for which host it is.
class Fields {
public:
    explicit Fields(Version version) : version_(version) {}

    std::optional<Refusal> add(std::string_view line) {
        if (++count_ > max_header_fields) return Refusal{431, "The request has too many header fields."};
        if (line.front() == ' ' || line.front() == '\t') return Refusal{400, "A header is folded over two lines."};
        const auto colon = line.find(':');
        if (colon == std::string_view::npos || !is_token(line.substr(0, colon))) {
            return Refusal{400, "A line of the header is not of the form 'Name: value'."};
        }
        const auto value = trim_blanks(line.substr(colon + 1));
        if (std::ranges::any_of(value, is_control_in_value)) {
            return Refusal{400, "A header holds a control character."};
        }
        return add(line.substr(0, colon), value);
    }

    std::optional<Refusal> check_together() const {
        if (hosts_ == 0 && version_ == Version::http_1_1) return Refusal{400, "The Host header is missing."};
        if (is_chunked_ && has_length_) {
            return Refusal{400, "Transfer-Encoding and Content-Length contradict each other."};
        }
        return std::nullopt;
    }

private:
    std::optional<Refusal> add(std::string_view name, std::string_view value) {
        if (equals_ignoring_case(name, "host")) {
            if (++hosts_ > 1) return Refusal{400, "There is more than one Host header."};
            if (!is_host(value)) return Refusal{400, "The Host header is not a host."};
        } else if (equals_ignoring_case(name, "content-length")) {
            if (has_length_) return Refusal{400, "There is more than one Content-Length header."};
            if (!is_digits(value) || value.size() > 18) return Refusal{400, "Content-Length is not a length."};
            has_length_ = true;
        } else if (equals_ignoring_case(name, "transfer-encoding")) {
            if (version_ == Version::http_1_0) return Refusal{400, "HTTP/1.0 has no Transfer-Encoding."};
            if (is_chunked_) return Refusal{400, "There is more than one Transfer-Encoding header."};
            if (!equals_ignoring_case(value, "chunked")) {
                return Refusal{400, "The only Transfer-Encoding supported is 'chunked'."};
            }
            is_chunked_ = true;
        }
        return std::nullopt;
    }

    Version version_;
    std::size_t count_ = 0;
    int hosts_ = 0;
    bool has_length_ = false;
    bool is_chunked_ = false;
};

struct RequestLine {
    std::optional<Refusal> refusal;
    Version version = Version::http_1_1;
};

RequestLine check_request_line(std::string_view line) {
    constexpr Refusal malformed{400, "The first line is not of the form 'METHOD /path HTTP/1.1'."};
    const auto first = line.find(' ');
    const auto last = line.rfind(' ');
    if (first == std::string_view::npos || first == last) return {malformed};

    const auto target = line.substr(first + 1, last - first - 1);
    const auto version = line.substr(last + 1);
    if (!is_token(line.substr(0, first)) || !std::ranges::all_of(target, is_target_letter)) return {malformed};
    if (version.size() != 8 || !version.starts_with("HTTP/") || !is_digit(version[5]) || version[6] != '.' ||
        !is_digit(version[7])) {
        return {malformed};
    }
    if (version != "HTTP/1.1" && version != "HTTP/1.0") return {Refusal{505, "Only HTTP/1.1 and HTTP/1.0 are spoken."}};
    const auto absolute = split_absolute_target(target);
    if (absolute ? !is_host(absolute->authority) : !target.starts_with('/')) {
        return {Refusal{400, "The request's target is neither a path nor the address of a page."}};
    }
    return {std::nullopt, version == "HTTP/1.0" ? Version::http_1_0 : Version::http_1_1};
}

}  // namespace

bool is_host(std::string_view value) {
    const auto after_address = value.rfind(']');
    const auto colon = value.find(':', after_address == std::string_view::npos ? 0 : after_address);
    const auto name = value.substr(0, colon);
    if (!is_host_name(name) && !is_address_in_brackets(name)) return false;
    if (colon == std::string_view::npos) return true;

    const auto port = value.substr(colon + 1);
    return port.empty() || (is_digits(port) && port.size() <= 5);
}

HeaderEnd::State HeaderEnd::scan(std::string_view bytes) {
    if (!bytes.empty() && !is_token_letter(bytes.front())) return State::malformed;
    for (;;) {
        const auto newline = bytes.find('\n', scanned_);
        const auto rest_of_line = bytes.substr(scanned_, newline - scanned_);
        const auto carriage_return = rest_of_line.find('\r');
        const bool ends_in_return = rest_of_line.ends_with('\r');
        if (carriage_return != std::string_view::npos && carriage_return + 1 != rest_of_line.size()) {
            return State::malformed;
        }
        if (newline == std::string_view::npos) {
            scanned_ = bytes.size() - (ends_in_return ? 1 : 0);
            return State::incomplete;
        }
        if (!ends_in_return) return State::malformed;

        const bool is_empty_line = newline == line_begin_ + 1;
        scanned_ = line_begin_ = newline + 1;
        if (is_empty_line) return State::complete;
    }
}

std::optional<Refusal> check_framing(std::string_view header) {
    const auto next_line = [&] {
        const auto line = header.substr(0, header.find("\r\n"));
        header.remove_prefix(std::min(line.size() + 2, header.size()));
        return line;
    };

    const auto request_line = check_request_line(next_line());
    if (request_line.refusal) return request_line.refusal;

    Fields fields(request_line.version);
    for (auto line = next_line(); !line.empty(); line = next_line()) {
        if (auto refusal = fields.add(line)) return refusal;
    }
    return fields.check_together();
}

}  // namespace rollcall::http
