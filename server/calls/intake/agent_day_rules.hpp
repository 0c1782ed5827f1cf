#pragma once

#include <stop_token>
#include <string>

#include "database/database.hpp"
#include "jobs/periodic_worker.hpp"

/// The days of usage when the rules of time zones change: governments do so each year.
namespace rollcall::calls {

/// Computes all sums of usage again where the installed rules (core/time_zone.hpp) are newer than those they were made
/// with. One agent and month after the other, in a write each, so that others can write in between; calls that arrive
/// meanwhile are summed by the new rules. After an interruption it begins again. Rules that are older change no sums,
/// but are noted, since they hold for the calls that arrive from now on: newer ones then change these too.
///
/// Returns how many writes it took.
int adopt_time_zone_rules(database::Database& database, const std::string& installed, const std::stop_token& stop);

/// The same in the background, once after each start.
jobs::PeriodicWork time_zone_rules_work(database::Database& database);

}  // namespace rollcall::calls
