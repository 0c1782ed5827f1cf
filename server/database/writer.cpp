#include "database/writer.hpp"

#include <spdlog/spdlog.h>

#include <algorithm>
#include <stdexcept>
#include <type_traits>
#include <utility>

#include "core/error.hpp"
#include "database/transaction_on_thread.hpp"

namespace rollcall::database {

namespace {

/// A first function that takes longer has waited for another instance to write, or is slow itself.
constexpr std::chrono::milliseconds time_of_quick_function{1};

/// The transaction of one function. Refuses every statement after one that failed: PostgreSQL would refuse it anyway,
/// and after the whole transaction has ended, each statement would be a commit of its own.
class FunctionTransaction final : public Transaction {
public:
    explicit FunctionTransaction(DatabaseConnection& connection) : connection_(connection) {}

    std::uint64_t statements() const { return statements_; }
    bool has_changed_rows() const { return has_changed_rows_; }
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

/// Adds the writes that have come since the group began.
void Writer::add_waiting_to(std::vector<Job*>& group) {
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
    waits_for_each_part_ = false;
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
    connection_.begin();
    if (!run_all(group)) return false;
    try {
        connection_.commit();
    } catch (const std::exception&) {
        if (undo_for_earlier_part()) return false;
        throw;
    }
    return true;
}

/// Whether a function's work cannot stay, which was not known before the next one ran.
bool Writer::undo_for_earlier_part() {
    if (!connection_.has_failed_earlier_part()) return false;
    spdlog::info("A write could not end; those that waited with it run again");
    waits_for_each_part_ = true;
    connection_.roll_back();
    return true;
}

/// False when the transaction has ended, and with it the work of the functions before.
bool Writer::run_all(std::vector<Job*>& group) {
    for (std::size_t index = 0; index < group.size(); ++index) {
        auto& job = *group[index];
        if (job.is_given_up) continue;
        run_in_savepoint(group, index);
        if (connection_.has_failed_to_begin()) std::rethrow_exception(job.failure);
        if (undo_for_earlier_part()) return false;
        if (connection_.in_transaction()) continue;

        job.is_given_up = job.has_lost_connection || !connection_.is_lost();
        job.has_lost_connection = true;
        return false;
    }
    return true;
}

void Writer::run_in_savepoint(std::vector<Job*>& group, std::size_t index) {
    auto& job = *group[index];
    job.failure = nullptr;
    ++writes_;
    FunctionTransaction transaction(connection_);
    try {
        connection_.begin_part();
        (*job.work)(transaction);
        transaction.require_usable();
        end_savepoint(is_last(group, index));
    } catch (...) {
        job.failure = std::current_exception();
        if (transaction.was_unavailable()) is_working_ = false;
        undo_savepoint();
    }
    job.has_changed_rows = transaction.has_changed_rows();
    statements_ += transaction.statements();
}

/// Whether no function runs after this one. After a slow first one, it adds those that have come meanwhile; not after
/// later ones, since work in the background that writes step after step would join again and again, and the first would
/// wait.
bool Writer::is_last(std::vector<Job*>& group, std::size_t index) {
    if (index == 0 && std::chrono::steady_clock::now() - group_began_ > time_of_quick_function) add_waiting_to(group);
    return std::all_of(group.begin() + static_cast<std::ptrdiff_t>(index) + 1, group.end(),
                       [](const Job* job) { return job->is_given_up; });
}

void Writer::end_savepoint(bool is_last) {
    try {
        if (is_last) return connection_.end_last_part();
        waits_for_each_part_ ? connection_.end_part() : connection_.end_part_later();
    } catch (const Error&) {  // of a statement that ran later
        is_working_ = false;
        throw;
    }
}

void Writer::undo_savepoint() {
    if (!connection_.in_transaction() || connection_.has_failed_to_begin()) return;
    if (connection_.has_failed_earlier_part()) return;
    try {
        connection_.undo_part();
    } catch (const std::exception& error) {
        spdlog::error("A write could not be undone on its own: {}", error.what());
        connection_.roll_back();
    }
}

}  // namespace rollcall::database
