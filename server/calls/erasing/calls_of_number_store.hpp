#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "calls/intake/call_store.hpp"
#include "database/statement_builder.hpp"
#include "erased_numbers/erased_numbers.hpp"

/// Finds the calls of a phone number, however a platform or program has written it.
namespace rollcall::calls {

/// Calls from or to a number that began or were stored until a time.
struct CallsOfNumber {
    erased_numbers::PhoneWritings writings;
    Time until;
};

/// A query whose rows are the `number` of each of these calls. Its values are borrowed from `wanted`.
database::SqlFragment select_calls_of_number(const CallsOfNumber& wanted);

/// The `number` of each of at most `limit` of them. To find them takes longer than to erase some: not within a write.
std::vector<std::int64_t> list_calls_of_number(database::Transaction& tx, const CallsOfNumber& wanted,
                                               std::int64_t limit);

/// Those of the calls with these different `number`s that still exist and have a phone number.
std::vector<CallRow> list_calls_to_erase(database::Transaction& tx, std::span<const std::int64_t> numbers);

/// The phone numbers of a call, as they were written.
struct NumbersOfCall {
    std::int64_t number = 0;
    std::optional<std::string> from_number;
    std::optional<std::string> to_number;
    bool has_agent = false;
    std::optional<std::string> country;  ///< of the agent's company
};
/// Of at most `limit` calls with larger `number`s, in their order.
std::vector<NumbersOfCall> list_numbers_of_calls_after(database::Transaction& tx, std::int64_t number,
                                                       std::int64_t limit);

struct CallsOfNumberCount {
    std::int64_t calls = 0;
    std::int64_t transcripts = 0;
    std::int64_t recordings = 0;  ///< whose audio is in our storage
};
CallsOfNumberCount count_calls_of_number(database::Transaction& tx, const CallsOfNumber& wanted);

}  // namespace rollcall::calls
