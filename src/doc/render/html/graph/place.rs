//! Where boxes stand: a column or more for each group, and in each row below all that they rest on.

/// So many boxes share a column before their group gets a second one.
const COLUMN: usize = 28;

/// Boxes in rows and columns.
#[derive(Debug, Default)]
pub(super) struct Places {
    /// For each column, its group.
    pub(super) columns: Vec<usize>,
    /// How many rows.
    pub(super) rows: usize,
    /// For each box, its row and column.
    pub(super) at: Vec<(usize, usize)>,
}

/// Places boxes, given the group of each and who rests on whom. No two share a place; where nothing goes in a
/// circle, each stands below what it rests on.
pub(super) fn place(groups: &[usize], edges: &[(usize, usize)]) -> Places {
    let mut rests: Vec<Vec<usize>> = vec![Vec::new(); groups.len()];
    for &(from, to) in edges {
        rests[to].push(from);
    }
    let mut places = Places { at: vec![(0, 0); groups.len()], ..Places::default() };
    let mut first: Vec<Option<usize>> = Vec::new();
    for group in 0..groups.iter().max().map_or(0, |most| most + 1) {
        let many = groups.iter().filter(|&&own| own == group).count().div_ceil(COLUMN);
        first.push((many > 0).then_some(places.columns.len()));
        places.columns.extend(std::iter::repeat_n(group, many));
    }
    let depths = depths(&rests);
    let mut order: Vec<usize> = (0..groups.len()).collect();
    order.sort_by_key(|&node| depths[node]);
    let mut taken: Vec<Vec<bool>> = vec![Vec::new(); places.columns.len()];
    let mut done = vec![false; groups.len()];
    for node in order {
        let above = rests[node].iter().filter(|&&on| done[on]).map(|&on| places.at[on].0 + 1).max();
        let above = above.unwrap_or(0);
        // One row more than there are boxes is free for sure.
        let is_taken = |column: usize, row: usize| taken[column].get(row).copied().unwrap_or(false);
        let free = |column: usize| (above..=above + groups.len()).find(|&row| !is_taken(column, row));
        let own = (0..places.columns.len()).filter(|&column| places.columns[column] == groups[node]);
        let best = own.filter_map(|column| Some((free(column)?, column))).min();
        let Some((row, column)) = best else { continue };
        if taken[column].len() <= row {
            taken[column].resize(row + 1, false);
        }
        taken[column][row] = true;
        done[node] = true;
        places.at[node] = (row, column);
        places.rows = places.rows.max(row + 1);
    }
    places
}

/// How many steps lie between each and one that rests on nothing, at most. A circle is cut somewhere.
fn depths(rests: &[Vec<usize>]) -> Vec<usize> {
    let mut depths = vec![0; rests.len()];
    // As many rounds as the longest way has steps.
    for _ in 0..rests.len() {
        let mut changed = false;
        for (node, on) in rests.iter().enumerate() {
            let depth = on.iter().map(|&on| depths[on] + 1).max().unwrap_or(0).min(rests.len());
            changed |= depth != depths[node];
            depths[node] = depth;
        }
        if !changed {
            break;
        }
    }
    depths
}
