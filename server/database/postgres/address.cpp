#include "database/postgres/address.hpp"

#include <libpq-fe.h>

#include <memory>

namespace rollcall::database {

namespace {

using Options = std::unique_ptr<PQconninfoOption, decltype(&PQconninfoFree)>;

/// Null for an address that is not well-formed. The error is not shown, since it quotes the address.
Options parse(const std::string& address) { return {PQconninfoParse(address.c_str(), nullptr), PQconninfoFree}; }

}  // namespace

bool is_postgres_address(std::string_view text) {
    return text.starts_with("postgres://") || text.starts_with("postgresql://");
}

bool is_well_formed(const std::string& postgres_address) {
    const auto authority = postgres_address.find("://") + 3;
    const auto authority_end = postgres_address.find_first_of("/?", authority);
    const auto at = postgres_address.find('@');
    if (at != std::string::npos && (at > authority_end || postgres_address.find('@', at + 1) != std::string::npos)) {
        return false;
    }
    return parse(postgres_address) != nullptr;
}

bool names_several_servers(const std::string& postgres_address) {
    const auto options = parse(postgres_address);
    for (const auto* option = options.get(); option && option->keyword; ++option) {
        const std::string_view name = option->keyword;
        const std::string_view value = option->val ? option->val : "";
        if ((name == "host" || name == "hostaddr") && value.find(',') != value.npos) return true;
    }
    return false;
}

}  // namespace rollcall::database
