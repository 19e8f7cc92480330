package dev.jopher.runtime;

/**
 * Throws a StackOverflowError now, and not later. An operation that changes what others share calls
 * {@link #check} first: then every call that it makes, up to its end, finds room on the stack. So
 * a lock is never left locked, and nothing is left half changed.
 *
 * <p>The JVM looks for room when a method is entered, for the frame of that method. The method here has a frame of
 * 8 KB, because it declares 512 variables of two slots of 8 bytes each. It does nothing else.
 *
 * <p>Where it stands in compiled code, it costs almost nothing: the compilers inline it, and its frame goes. But a
 * compiled method must be able to go back to the interpreter, so on its entry it looks for room for the
 * interpreter's frames of all that is inlined in it. For that the compiler must see a point in this method
 * where it could go back, and the branch that is never taken is one. (Measured on JDK 25 with both compilers: after 8 KB 0.1
 * ns, after 24 KB about 1 ns. Without the branch there is no check.)
 *
 * <h2>The rule for nested operations</h2>
 *
 * <p>{@link #check} refuses if less than 8 KB are left, {@link #checkMore} if less than 24 KB are. What has called
 * {@code check} calls nothing that calls one of them while it is half done. What has called {@code
 * checkMore} may call what calls {@code check}. The deepest way from an operation, waking a goroutine
 * that runs in the interpreter, with a new carrier for it, takes less than 4 KB.
 */
public final class StackRoom {
    private static final int FRAME_BYTES = 8 * 1024;

    /** How many frames {@link #checkMore} enters. */
    private static final int MORE_FRAMES = 3;

    /** Nobody sets it; the compilers do not know that. */
    private static boolean never;

    private StackRoom() {}

    /**
     * Makes sure that 8 KB are left on the stack.
     *
     * @throws StackOverflowError if they are not
     */
    public static void check() {
        enter(1);
    }

    /**
     * Makes sure that 24 KB are left on the stack, for what calls operations that {@link #check}.
     *
     * @throws StackOverflowError if they are not
     */
    public static void checkMore() {
        enter(MORE_FRAMES);
    }

    /**
     * Makes sure that {@code bytes} are left on the stack.
     *
     * @throws StackOverflowError if they are not
     */
    public static void check(int bytes) {
        enter(bytes / FRAME_BYTES);
    }

    /** Enters so many large frames. */
    @SuppressWarnings("unused")
    private static void enter(int frames) {
        long aa, ab, ac, ad, ae, af, ag, ah, ai, aj, ak, al, am, an, ao, ap, aq, ar, as, at, au, av,
                aw, ax, ay, az, ba, bb, bc, bd, be, bf, bg, bh, bi, bj, bk, bl, bm, bn, bo, bp, bq,
                br, bs, bt, bu, bv, bw, bx, by, bz, ca, cb, cc, cd, ce, cf, cg, ch, ci, cj, ck, cl,
                cm, cn, co, cp, cq, cr, cs, ct, cu, cv, cw, cx, cy, cz, da, db, dc, dd, de, df, dg,
                dh, di, dj, dk, dl, dm, dn, dp, dq, dr, ds, dt, du, dv, dw, dx, dy, dz, ea, eb, ec,
                ed, ee, ef, eg, eh, ei, ej, ek, el, em, en, eo, ep, eq, er, es, et, eu, ev, ew, ex,
                ey, ez, fa, fb, fc, fd, fe, ff, fg, fh, fi, fj, fk, fl, fm, fn, fo, fp, fq, fr, fs,
                ft, fu, fv, fw, fx, fy, fz, ga, gb, gc, gd, ge, gf, gg, gh, gi, gj, gk, gl, gm, gn,
                go, gp, gq, gr, gs, gt, gu, gv, gw, gx, gy, gz, ha, hb, hc, hd, he, hf, hg, hh, hi,
                hj, hk, hl, hm, hn, ho, hp, hq, hr, hs, ht, hu, hv, hw, hx, hy, hz, ia, ib, ic, id,
                ie, ig, ih, ii, ij, ik, il, im, in, io, ip, iq, ir, is, it, iu, iv, iw, ix, iy, iz,
                ja, jb, jc, jd, je, jf, jg, jh, ji, jj, jk, jl, jm, jn, jo, jp, jq, jr, js, jt, ju,
                jv, jw, jx, jy, jz, ka, kb, kc, kd, ke, kf, kg, kh, ki, kj, kk, kl, km, kn, ko, kp,
                kq, kr, ks, kt, ku, kv, kw, kx, ky, kz, la, lb, lc, ld, le, lf, lg, lh, li, lj, lk,
                ll, lm, ln, lo, lp, lq, lr, ls, lt, lu, lv, lw, lx, ly, lz, ma, mb, mc, md, me, mf,
                mg, mh, mi, mj, mk, ml, mm, mn, mo, mp, mq, mr, ms, mt, mu, mv, mw, mx, my, mz, na,
                nb, nc, nd, ne, nf, ng, nh, ni, nj, nk, nl, nm, nn, no, np, nq, nr, ns, nt, nu, nv,
                nw, nx, ny, nz, oa, ob, oc, od, oe, of, og, oh, oi, oj, ok, ol, om, on, oo, op, oq,
                or, os, ot, ou, ov, ow, ox, oy, oz, pa, pb, pc, pd, pe, pf, pg, ph, pi, pj, pk, pl,
                pm, pn, po, pp, pq, pr, ps, pt, pu, pv, pw, px, py, pz, qa, qb, qc, qd, qe, qf, qg,
                qh, qi, qj, qk, ql, qm, qn, qo, qp, qq, qr, qs, qt, qu, qv, qw, qx, qy, qz, ra, rb,
                rc, rd, re, rf, rg, rh, ri, rj, rk, rl, rm, rn, ro, rp, rq, rr, rs, rt, ru, rv, rw,
                rx, ry, rz, sa, sb, sc, sd, se, sf, sg, sh, si, sj, sk, sl, sm, sn, so, sp, sq, sr,
                ss, st, su, sv, sw, sx, sy, sz, ta, tb, tc, td, te, tf, tg, th, ti, tj, tk, tl, tm,
                tn, to, tp, tq, tr, ts, tt;
        if (frames > 1) {
            enter(frames - 1);
        } else if (never) {
            never = false;
            check();
        }
    }
}
