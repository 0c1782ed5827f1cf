#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

#include "core/clock.hpp"
#include "database/database.hpp"

/// How many webhooks with a wrong secret came from which network, over all instances.
namespace rollcall::connectors {

struct CountedSignatures {
    Time period_began;
    int wrong = 0;
    bool is_known = false;  ///< whether a right signature has come from there

    bool operator==(const CountedSignatures&) const = default;
};

/// Of one network and the secret of one connection: `subject` is a hash of both.
std::optional<CountedSignatures> find_counted_signatures(database::Transaction& tx, std::string_view subject);

/// Inserts a network. Deletes those whose period had passed at `passed_before`, unless a right signature has come from
/// there, and the oldest where there are more than `max_networks` with the same `is_known`.
void insert_counted_signatures(database::Transaction& tx, std::string_view subject, const CountedSignatures& counted,
                               Time passed_before, std::size_t max_networks);

/// Counts on in the row of a network, whose `is_known` stays.
void update_counted_signatures(database::Transaction& tx, std::string_view subject, const CountedSignatures& counted);

void delete_counted_signatures(database::Transaction& tx, std::string_view subject);

}  // namespace rollcall::connectors
