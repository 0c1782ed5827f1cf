#include "http/static_files/content_coding.hpp"

#include <algorithm>
#include <optional>
#include <string>

#include "http/protocol/ascii.hpp"

namespace rollcall::http {

namespace {

/// The weights in a header, in thousandths.
struct Weights {
    std::optional<int> brotli, gzip, identity, others;
};

std::string_view cut_off(std::string_view& text, char separator) {
    const auto end = std::min(text.find(separator), text.size());
    const auto part = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    return trim_blanks(part);
}

/// `0`, `1`, `0.5`: at most three decimals, at most one.
std::optional<int> parse_weight(std::string_view text) {
    if (text.empty() || (text[0] != '0' && text[0] != '1') || text.size() > 5) return std::nullopt;
    if (text.size() > 1 && text[1] != '.') return std::nullopt;
    int weight = (text[0] - '0') * 1000;
    int unit = 100;
    for (const char digit : text.substr(std::min<std::size_t>(text.size(), 2))) {
        if (digit < '0' || digit > '9') return std::nullopt;
        weight += (digit - '0') * unit;
        unit /= 10;
    }
    return weight <= 1000 ? std::optional(weight) : std::nullopt;
}

/// The weight after a coding: `q=...`, or 1 when there is none.
std::optional<int> read_weight(std::string_view parameters) {
    if (parameters.empty()) return 1000;
    if (parameters.size() < 2 || (parameters[0] != 'q' && parameters[0] != 'Q') || parameters[1] != '=')
        return std::nullopt;
    return parse_weight(parameters.substr(2));
}

Weights read_weights(std::string_view header) {
    Weights weights;
    while (!header.empty()) {
        auto part = cut_off(header, ',');
        const auto coding = to_lower(cut_off(part, ';'));
        const auto weight = read_weight(trim_blanks(part));
        if (!weight) continue;
        if (coding == "br") weights.brotli = weight;
        if (coding == "gzip" || coding == "x-gzip") weights.gzip = weight;
        if (coding == "identity") weights.identity = weight;
        if (coding == "*") weights.others = weight;
    }
    return weights;
}

}  // namespace

Coding choose_coding(std::string_view accept_encoding, AvailableCodings available) {
    const auto weights = read_weights(accept_encoding);
    const int unnamed = weights.others.value_or(0);
    const int brotli = available.brotli ? weights.brotli.value_or(unnamed) : 0;
    const int gzip = available.gzip ? weights.gzip.value_or(unnamed) : 0;
    const int identity = weights.identity.value_or(0);
    if (brotli > 0 && brotli >= gzip && brotli >= identity) return Coding::brotli;
    if (gzip > 0 && gzip >= identity) return Coding::gzip;
    return Coding::identity;
}

}  // namespace rollcall::http
