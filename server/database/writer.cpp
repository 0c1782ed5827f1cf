#include "database/writer.hpp"

#include <spdlog/spdlog.h>

#include <algorithm>
#include <stdexcept>
#include <type_traits>
#include <utility>

#include "core/error.hpp"
#include "database/problems.hpp"
#include "database/transaction_on_thread.hpp"

namespace rollcall::database {

namespace {

/// A first function that takes longer has waited for another instance to write, or is slow itself.
constexpr std::chrono::milliseconds time_of_quick_function{1};

/// Whether the statement changes nothing for sure. Those of stores that only read begin with SELECT.
bool only_reads(std::string_view sql) {
    return sql.substr(std::min(sql.find_first_not_of(" \n"), sql.size())).starts_with("SELECT");
}

/// The transaction of one function. Refuses every statement after one that failed: PostgreSQL would refuse it anyway,
/// and after the whole transaction has ended, each statement would be a commit of its own.
class FunctionTransaction final : public Transaction {
public:
    explicit FunctionTransaction(DatabaseConnection& connection) : connection_(connection) {}

    std::uint64_t statements() const { return statements_; }
    bool has_changed_rows() const { return has_changed_rows_; }
    /// Whether the commit might store something of it, or fail with it.
    bool has_left_something() const { return has_changed_rows_ || has_changed_later_ || has_failed_; }
    /// Whether a statement failed since the database cannot be used.
    bool was_unavailable() const { return was_unavailable_; }

    void require_usable() const {
        if (has_failed_) throw std::logic_error("a write continued after one of its statements had failed");
    }

protected:
    std::int64_t run(std::string_view sql, std::span<const Parameter> parameters,
                     const std::function<void(const Row&)>& on_row) override {
        return run_statement([&] { return connection_.run(sql, parameters, on_row); });
    }
    std::int64_t run_later(std::string_view sql, std::span<const Parameter> parameters,
                           std::function<void(const Row&)> on_row) override {
        has_changed_later_ = has_changed_later_ || !only_reads(sql);
        return run_statement([&] { return connection_.run_later(sql, parameters, std::move(on_row)); });
    }
    void finish_later() override {
        attempt([&] {
            connection_.finish_later();
            return 0;
        });
    }

private:
    template <class Run>
    std::int64_t run_statement(Run run) {
        ++statements_;
        const auto rows = attempt(run);
        has_changed_rows_ = has_changed_rows_ || rows > 0;
        return rows;
    }

    template <class Run>
    std::invoke_result_t<Run> attempt(Run run) {
        require_usable();
        has_failed_ = true;
        try {
            const auto result = run();
            has_failed_ = false;
            return result;
        } catch (const Error&) {
            was_unavailable_ = true;
            throw;
        }
    }

    DatabaseConnection& connection_;
    bool has_failed_ = false;
    bool has_changed_rows_ = false;
    bool has_changed_later_ = false;
    bool was_unavailable_ = false;
    std::uint64_t statements_ = 0;
};

}  // namespace

Writer::Writer(DatabaseConnection& connection, SharedDatabaseMetrics metrics)
    : connection_(connection), metrics_(std::move(metrics)), thread_([this] { run(); }) {}

Writer::~Writer() {
    {
        const std::lock_guard lock(mutex_);
        is_ending_ = true;
    }
    arrived_.notify_one();
    thread_.join();
    // The last caller may not have left `write` yet.
    std::unique_lock lock(mutex_);
    left_.wait(lock, [&] { return waiting_callers_ == 0; });
}

void Writer::write(const Work& work) {
    Job job{.work = &work};
    wait_for(job);
}

void Writer::run_alone(const std::function<void()>& work) {
    Job job{.alone = &work};
    wait_for(job);
}

void Writer::wait_for(Job& job) {
    TransactionOnThread::require_none();
    {
        std::unique_lock lock(mutex_);
        waiting_.push_back(&job);
        metrics_->waiting_writes.Increment();
        ++waiting_callers_;
        arrived_.notify_one();
        job.done.wait(lock, [&] { return job.is_done; });
        if (--waiting_callers_ == 0) left_.notify_one();
    }
    if (job.failure) std::rethrow_exception(job.failure);
}

std::size_t Writer::waiting() const {
    const std::lock_guard lock(mutex_);
    return waiting_.size();
}

void Writer::run() {
    for (;;) {
        auto group = take_waiting();
        if (group.empty()) return;
        const auto middle = std::stable_partition(group.begin(), group.end(), [](Job* job) { return job->work; });
        const std::vector<Job*> alone(middle, group.end());
        group.erase(middle, group.end());
        if (!group.empty()) commit_together(group);
        finish_jobs(group);
        for (auto* job : alone) run_alone_job(*job);
    }
}

/// Empty when the writer has to end and nothing waits.
std::vector<Writer::Job*> Writer::take_waiting() {
    std::unique_lock lock(mutex_);
    arrived_.wait(lock, [&] { return is_ending_ || !waiting_.empty(); });
    metrics_->waiting_writes.Set(0);
    return std::exchange(waiting_, {});
}

/// Adds the writes that have come since the group began, if its first function was slow. Not after later ones, since
/// work in the background that writes step after step would join again and again, and the first would wait.
void Writer::add_waiting_after_slow_function(std::vector<Job*>& group) {
    if (std::chrono::steady_clock::now() - group_began_ <= time_of_quick_function) return;
    const std::lock_guard lock(mutex_);
    const auto middle = std::stable_partition(waiting_.begin(), waiting_.end(), [](Job* job) { return job->work; });
    group.insert(group.end(), waiting_.begin(), middle);
    waiting_.erase(waiting_.begin(), middle);
    metrics_->waiting_writes.Set(static_cast<double>(waiting_.size()));
}

void Writer::finish_jobs(const std::vector<Job*>& group) {
    // Under the lock, since the job is destroyed as soon as its thread sees that it is done.
    const std::lock_guard lock(mutex_);
    for (auto* job : group) {
        job->is_done = true;
        job->done.notify_one();
    }
}

void Writer::run_alone_job(Job& job) {
    const TransactionOnThread marker;
    try {
        (*job.alone)();
    } catch (...) {
        job.failure = std::current_exception();
        connection_.roll_back();
    }
    finish_jobs({&job});
}

void Writer::commit_together(std::vector<Job*>& group) {
    const TransactionOnThread marker;
    const Measurement measurement(metrics_->write_seconds);
    runs_apart_ = false;
    try {
        while (!try_to_commit(group)) {
        }
        // A commit without a change does not tell whether one can be stored.
        const auto is_stored = [](const Job* job) { return job->has_changed_rows && !job->failure; };
        if (std::ranges::any_of(group, is_stored)) is_working_ = true;
    } catch (...) {
        connection_.roll_back();
        is_working_ = false;
        spdlog::error("A group of {} writes was not committed", group.size());
        for (auto* job : group) job->failure = std::current_exception();
    }
    metrics_->write_group_sizes.Observe(static_cast<double>(group.size()));
}

/// False when the group has to run again.
bool Writer::try_to_commit(std::vector<Job*>& group) {
    group_began_ = std::chrono::steady_clock::now();
    has_changes_ = false;
    connection_.begin();
    if (!run_all(group)) return false;
    try {
        connection_.commit();
        return true;
    } catch (const Error&) {
        is_working_ = false;
        undo_refused_commit(group);
    } catch (const std::exception&) {
        undo_refused_commit(group);
    }
    return false;
}

/// False when the transaction has ended, and with it the work of the functions before.
bool Writer::run_all(std::vector<Job*>& group) {
    for (std::size_t index = 0; index < group.size(); ++index) {
        auto& job = *group[index];
        if (!job.is_given_up && !run_job(job)) return false;
        if (index == 0) add_waiting_after_slow_function(group);
    }
    return true;
}

/// False when the transaction has ended, or is undone since this function has failed: the group has to run again.
bool Writer::run_job(Job& job) {
    job.failure = nullptr;
    ++writes_;
    FunctionTransaction transaction(connection_);
    try {
        if (runs_apart_) connection_.begin_part();
        (*job.work)(transaction);
        transaction.require_usable();
        end_function();
    } catch (...) {
        job.failure = std::current_exception();
        if (transaction.was_unavailable()) is_working_ = false;
        if (runs_apart_) undo_part();
    }
    job.has_changed_rows = transaction.has_changed_rows();
    statements_ += transaction.statements();

    if (connection_.has_failed_to_begin()) std::rethrow_exception(job.failure);
    if (!connection_.in_transaction()) {
        // What was sent for later does not tell that the connection is lost.
        if (!job.failure) job.failure = std::make_exception_ptr(Error::unavailable(unreachable_problem));
        note_ended_transaction(job);
        return false;
    }
    if (!runs_apart_ && job.failure) return undo_failed_function(transaction.has_left_something());
    has_changes_ = has_changes_ || transaction.has_left_something();
    return true;
}

/// False when the functions before have to run again.
bool Writer::undo_failed_function(bool has_left_something) {
    if (!has_left_something) {
        connection_.end_function();
        return true;
    }
    connection_.roll_back();
    if (has_changes_) {
        runs_apart_ = true;
        return false;
    }
    // Those before have left nothing, and have seen nothing that is undone.
    connection_.begin();
    return true;
}

void Writer::end_function() {
    try {
        runs_apart_ ? connection_.end_part() : connection_.end_function();
    } catch (const Error&) {  // of a statement that ran later
        is_working_ = false;
        throw;
    }
}

void Writer::undo_part() {
    if (!connection_.in_transaction() || connection_.has_failed_to_begin()) return;
    try {
        connection_.undo_part();
    } catch (const std::exception& error) {
        spdlog::error("A write could not be undone on its own: {}", error.what());
        connection_.roll_back();
    }
}

/// A function that was running when the connection was lost may run once more.
void Writer::note_ended_transaction(Job& job) {
    job.is_given_up = job.has_lost_connection || !connection_.is_lost();
    job.has_lost_connection = true;
}

/// In the handler of what `commit` has thrown, which it throws again unless a function has left it something that
/// cannot stay: a reference to nothing, or a statement that failed later.
void Writer::undo_refused_commit(const std::vector<Job*>& group) {
    const auto has_run = [](const Job* job) { return !job->is_given_up; };
    const auto found = std::find_if(group.rbegin(), group.rend(), has_run);
    if (runs_apart_ || !connection_.has_refused_commit() || found == group.rend()) throw;
    auto& last = **found;
    last.failure = std::current_exception();
    if (connection_.is_lost()) return note_ended_transaction(last);
    connection_.roll_back();
    last.is_given_up = std::ranges::count_if(group, has_run) == 1;
    runs_apart_ = !last.is_given_up;
}

}  // namespace rollcall::database
