#include "app/metrics/process_metrics.hpp"

#include <sys/resource.h>
#include <unistd.h>

#include <chrono>
#include <filesystem>
#include <fstream>

namespace rollcall::app {

namespace {

using std::chrono::system_clock;

double seconds(const timeval& time) {
    return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_usec) / 1e6;
}

double processor_seconds() {
    rusage usage{};
    getrusage(RUSAGE_SELF, &usage);
    return seconds(usage.ru_utime) + seconds(usage.ru_stime);
}

/// In bytes.
struct Memory {
    double all = 0;
    double resident = 0;
};

Memory read_memory() {
    std::ifstream file("/proc/self/statm");
    double all = 0;
    double resident = 0;
    file >> all >> resident;
    const auto page = static_cast<double>(sysconf(_SC_PAGESIZE));
    return {all * page, resident * page};
}

double count_entries(const char* folder) {
    std::error_code problem;
    const std::filesystem::directory_iterator entries(folder, problem);
    return problem ? 0 : static_cast<double>(std::distance(begin(entries), end(entries)));
}

double file_limit() {
    rlimit limit{};
    getrlimit(RLIMIT_NOFILE, &limit);
    return static_cast<double>(limit.rlim_cur);
}

/// Of the program: read when it starts.
const double start_time = std::chrono::duration<double>(system_clock::now().time_since_epoch()).count();

}  // namespace

void add_process(Families& families) {
    const auto memory = read_memory();
    add_counter(families, "process_cpu_seconds_total", "Processor time of the process.", processor_seconds());
    add_gauge(families, "process_resident_memory_bytes", "Memory of the process.", memory.resident);
    add_gauge(families, "process_virtual_memory_bytes", "Address space of the process.", memory.all);
    add_gauge(families, "process_open_fds", "Open file descriptors.", count_entries("/proc/self/fd"));
    add_gauge(families, "process_max_fds", "The limit of open file descriptors.", file_limit());
    add_gauge(families, "process_threads", "Threads of the process.", count_entries("/proc/self/task"));
    add_gauge(families, "process_start_time_seconds", "When the process began, in seconds since 1970.", start_time);
}

}  // namespace rollcall::app
