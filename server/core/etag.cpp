#include "core/etag.hpp"

#include <fmt/format.h>

#include "core/error.hpp"
#include "core/text.hpp"

namespace rollcall {

std::string etag(Version version) { return fmt::format("\"{}\"", version); }

void ExpectedVersion::require(Version version) const {
    if (!if_match_ || trim(*if_match_) == "*") return;
    const auto wanted = etag(version);
    std::string_view rest = *if_match_;
    while (true) {
        const auto comma = rest.find(',');
        if (trim(rest.substr(0, comma)) == wanted) return;
        if (comma == std::string_view::npos) throw Error::changed_meanwhile();
        rest.remove_prefix(comma + 1);
    }
}

}  // namespace rollcall
