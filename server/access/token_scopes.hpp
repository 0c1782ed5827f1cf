#pragma once

#include <boost/describe/enum.hpp>
#include <cstdint>
#include <string_view>
#include <vector>

#include "core/enum_names.hpp"
#include "database/described_row.hpp"

namespace rollcall::access {

/// What every API token begins with: scanners of leaked secrets recognise it, and find_bearer_token ignores the rest.
inline constexpr std::string_view api_token_beginning = "rollcall_";

/// What an API token may be used for: `read` for what only reads, each other one for the writes of one area.
enum class TokenScope { read, members, agents, calls, crm, settings };
BOOST_DESCRIBE_ENUM(TokenScope, read, members, agents, calls, crm, settings)

/// A set of token scopes.
class TokenScopes {
public:
    constexpr TokenScopes() = default;
    explicit TokenScopes(const std::vector<TokenScope>& scopes) {
        for (const auto scope : scopes) bits_ |= bit(scope);
    }

    static constexpr TokenScopes all() { return from_bits((1 << enum_values<TokenScope>.size()) - 1); }
    /// As the database keeps it: bit n is the n-th scope of `TokenScope`. The bits' meaning never changes.
    static constexpr TokenScopes from_bits(std::int64_t bits) {
        TokenScopes scopes;
        scopes.bits_ = static_cast<std::uint8_t>(bits);
        return scopes;
    }
    constexpr std::int64_t bits() const { return bits_; }

    constexpr bool has(TokenScope scope) const { return (bits_ & bit(scope)) != 0; }
    constexpr bool is_empty() const { return bits_ == 0; }
    std::vector<TokenScope> list() const {
        std::vector<TokenScope> scopes;
        for (const auto scope : enum_values<TokenScope>) {
            if (has(scope)) scopes.push_back(scope);
        }
        return scopes;
    }

    constexpr bool operator==(const TokenScopes&) const = default;

private:
    static constexpr int bit(TokenScope scope) { return 1 << static_cast<int>(scope); }

    std::uint8_t bits_ = 0;
};

}  // namespace rollcall::access

namespace rollcall::database {

/// Token scopes are kept as their bits.
template <>
struct ColumnReader<access::TokenScopes> {
    static access::TokenScopes read(const Row& row, int column) {
        return access::TokenScopes::from_bits(row.integer(column));
    }
};

}  // namespace rollcall::database
