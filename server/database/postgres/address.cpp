#include "database/postgres/address.hpp"

#include <libpq-fe.h>

#include <memory>

namespace rollcall::database {

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
    // The error is not shown, since it quotes the address.
    const std::unique_ptr<PQconninfoOption, decltype(&PQconninfoFree)> options(
        PQconninfoParse(postgres_address.c_str(), nullptr), PQconninfoFree);
    return options != nullptr;
}

}  // namespace rollcall::database
