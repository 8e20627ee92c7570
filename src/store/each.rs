//! Work on many components, on all cores.

use std::sync::atomic::{AtomicUsize, Ordering};

use super::{Load, MemberDir, Needs, Project};

/// Fewer components than this are done before a second thread has paid for itself: two of them on one core's
/// two halves take a third more processor time than one.
const WORTH_A_THREAD: usize = 256;

/// Runs `work` on every member, on all cores, and gives the results in the members' order. A
/// component is loaded, worked on and dropped before its thread takes the next, so that memory does
/// not grow with their number.
pub(crate) fn each<T: Send>(
    project: &Project,
    needs: Needs,
    work: impl Fn(&MemberDir, Load) -> T + Sync,
) -> Vec<T> {
    each_of(&project.members, 1, |member| work(member, project.load(member, needs)))
}

/// The same for whatever stands for a member, where the work on each is as much as that of loading so many.
pub(crate) fn each_of<I: Sync, T: Send>(
    members: &[I],
    weight: usize,
    work: impl Fn(&I) -> T + Sync,
) -> Vec<T> {
    let cores = std::thread::available_parallelism()
        .map_or(1, std::num::NonZero::get)
        .min((members.len() * weight).div_ceil(WORTH_A_THREAD));
    if cores <= 1 {
        return members.iter().map(work).collect();
    }
    let next = AtomicUsize::new(0);
    let take = || {
        let mut done: Vec<(usize, T)> = Vec::new();
        loop {
            let at = next.fetch_add(1, Ordering::Relaxed);
            let Some(member) = members.get(at) else { return done };
            done.push((at, work(member)));
        }
    };
    let mut all: Vec<(usize, T)> = std::thread::scope(|scope| {
        let threads: Vec<_> = (0..cores).map(|_| scope.spawn(take)).collect();
        threads
            .into_iter()
            .flat_map(|thread| thread.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)))
            .collect()
    });
    all.sort_by_key(|(at, _)| *at);
    all.into_iter().map(|(_, result)| result).collect()
}
