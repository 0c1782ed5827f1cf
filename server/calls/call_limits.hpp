#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>

/// Limits of what is shown of calls.
namespace rollcall::calls {

/// Code points of a search.
inline constexpr std::size_t longest_call_search = 200;

/// The longest call that a filter by length names.
inline constexpr std::chrono::seconds longest_filtered_call = std::chrono::hours(24 * 7);

/// Characters of a phone number that is searched for.
inline constexpr std::size_t longest_searched_number = 60;
/// With at least this number of digits beside those of the country code, longer numbers that begin with them are found
/// too: fewer begin too many numbers.
inline constexpr std::size_t min_digits_of_beginning = 6;
/// A beginning is refused where more calls of the account have numbers with it: all of them are read and sorted.
inline constexpr std::size_t max_calls_of_beginning = 3'000;
/// The most countries in which a number without a country code is looked for.
inline constexpr std::size_t max_countries_of_number = 4;

/// A count of calls ends here.
inline constexpr std::size_t max_counted_calls = 1'000;
/// Days of a chart, the last ones of the range.
inline constexpr std::chrono::days max_charted_days{92};
/// Where the sums of agents and days do not tell how many calls match, as many of the newest ones are counted.
inline constexpr std::size_t max_charted_calls = 2'000;
/// A count, a chart and the calls beside one end after about this many calls that no index found by the whole filter.
inline constexpr std::size_t max_checked_calls = 10'000;

/// Calls of a page that have a snippet, the first ones.
inline constexpr std::size_t max_snippets_of_page = 50;
/// Bytes of turns of one transcript that are divided into words although no word was found by comparing bytes.
inline constexpr std::size_t max_snippet_bytes_divided = 16 * 1024;
/// Characters of a snippet before the first word that was searched for, and after it.
inline constexpr std::size_t snippet_before = 60;
inline constexpr std::size_t snippet_after = 160;

// How a page of calls is found: docs/decisions/0017-scoped-lists.md.

/// Up to this many agents are merged by one statement. With more agents the index of all calls is scanned first, since
/// the newest calls of the account are likely to be of one of them.
inline constexpr std::size_t max_agents_merged_at_once = 64;
/// As many are merged by one statement where the scan has not filled the page.
inline constexpr std::size_t agents_merged_in_turn = 16;
/// With a search the scan comes first from this many agents on, since a word is looked up for the calls that it reads.
inline constexpr std::size_t max_agents_merged_at_once_in_search = 300;
/// A scan that does not fill the page ends after this many calls.
inline constexpr std::size_t max_scanned_calls = 3'000;
/// Of calls that are so long or short, up to this many are read and sorted; of more, a page is soon full.
inline constexpr std::size_t max_calls_of_rare_length = 3'000;
/// Calls of one step of a long scan.
inline constexpr std::size_t max_scan_step = 1'000;
/// A word of at most this many rows, which are some ten thousand calls, is rare: with more than a few agents all of its
/// rows are read.
inline constexpr std::int64_t max_rows_of_rare_word = 400;
inline constexpr std::size_t max_agents_merged_with_rare_word = 16;

/// Calls that one statement reads, whatever the length of the page: a page of the usual size, and the call after it.
inline constexpr std::size_t calls_per_read = 51;

/// Changes that a live view reads at once.
inline constexpr std::int64_t call_changes_per_read = 500;
/// How often a live view asks for changes, and whether the session still exists.
inline constexpr std::chrono::milliseconds live_interval{500};
/// A comment after this many intervals without a change shows to both sides, and to proxies in between, that the
/// connection is alive.
inline constexpr int live_intervals_per_heartbeat = 30;
/// Live streams of one session or API token over all instances, and of all together on one instance.
inline constexpr std::size_t max_live_streams_per_session = 10;
inline constexpr std::size_t max_live_streams = 1'000;
/// How often an instance with live streams looks which of them were replaced at another one.
inline constexpr std::chrono::milliseconds live_exchange_interval{1'000};
/// How often it shows that it runs, and after which time without a sign another one deletes its streams.
inline constexpr std::chrono::seconds live_beat_interval{10};
inline constexpr std::chrono::seconds live_beat_timeout{30};

/// Bytes of a recording that are read, and for which the right to listen is checked, at once: a few seconds of sound,
/// and little memory for each listener.
inline constexpr std::uint64_t recording_chunk_size = 48 * 1024;

}  // namespace rollcall::calls
