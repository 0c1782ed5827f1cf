#include "http/protocol/range.hpp"

#include <algorithm>
#include <charconv>
#include <optional>

#include "http/protocol/ascii.hpp"
#include "http/protocol/entity_tag.hpp"

namespace rollcall::http {

namespace {

constexpr std::string_view unit = "bytes=";

bool is_in_bytes(std::string_view range) { return equals_ignoring_case(range.substr(0, unit.size()), unit); }

/// Digits only. A number that is too large for 64 bits becomes the largest one.
std::optional<std::uint64_t> parse_number(std::string_view text) {
    if (text.empty() || text.find_first_not_of("0123456789") != std::string_view::npos) return std::nullopt;
    std::uint64_t value = 0;
    const auto [rest, problem] = std::from_chars(text.data(), text.data() + text.size(), value);
    return problem == std::errc::result_out_of_range ? UINT64_MAX : value;
}

RequestedRange get_last_bytes(std::uint64_t count, std::uint64_t size) {
    if (count == 0 || size == 0) return UnsatisfiableRange{};
    const auto length = std::min(count, size);
    return ByteRange{size - length, length};
}

RequestedRange parse_range_text(std::string_view text, std::uint64_t size) {
    const auto dash = text.find('-');
    if (dash == std::string_view::npos) return WholeRange{};
    const auto first = parse_number(text.substr(0, dash));
    const auto last = parse_number(text.substr(dash + 1));
    if (dash == 0) return last ? get_last_bytes(*last, size) : WholeRange{};

    const bool is_open = dash + 1 == text.size();
    if (!first || (!is_open && (!last || *last < *first))) return WholeRange{};
    if (*first >= size) return UnsatisfiableRange{};
    const auto end = is_open ? size - 1 : std::min(*last, size - 1);
    return ByteRange{*first, end - *first + 1};
}

}  // namespace

RequestedRange parse_range(const Request& request, std::uint64_t size, std::string_view quoted_tag) {
    const auto range = join_header_values(request, "range");
    if (request.method != Method::get || !is_in_bytes(range)) return WholeRange{};
    const auto condition = request.header("if-range");
    if (condition && *condition != quoted_tag) return WholeRange{};
    return parse_range_text(trim_blanks(std::string_view(range).substr(unit.size())), size);
}

}  // namespace rollcall::http
