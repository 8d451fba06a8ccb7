/** Makers of network adapters by the first three bytes of their addresses: the public listing of the IEEE (MA-L), those with several blocks. */

/** `00:16:ea:e3:54:e6` → `Intel`; undefined where nobody is known, and for addresses that were made up on the spot. */
export const makerOf = (address: Uint8Array): string | undefined => {
  if (address.length < 3 || ((address[0] ?? 0) & 3) !== 0) return MADE_UP.get(prefixOf(address));
  makers ??= readTable();
  return makers.get(prefixOf(address));
};

let makers: ReadonlyMap<number, string> | undefined;

const prefixOf = (b: Uint8Array): number => ((b[0] ?? 0) << 16) | ((b[1] ?? 0) << 8) | (b[2] ?? 0);

/** Of each maker the first prefix, then how much greater each next one is, in base 36. */
const readTable = (): ReadonlyMap<number, string> =>
  new Map(
    TABLE.trim()
      .split('\n')
      .flatMap((row) => {
        const colon = row.lastIndexOf(':');
        let prefix = 0;
        return row
          .slice(colon + 1)
          .split(',')
          .map((step): [number, string] => {
            prefix += Number.parseInt(step, 36);
            return [prefix, row.slice(0, colon)];
          });
      }),
  );

/** Nobody's blocks, by the bit that says so, which everybody knows. */
const MADE_UP: ReadonlyMap<number, string> = new Map([
  [0x52_54_00, 'QEMU'],
  [0x02_42_ac, 'Docker'],
]);

const TABLE = `
1More:yj4i,3aaya,gn8n,1eh7i
2Wire:2nm,106,el,q2,bp,68,47,e7,a5,6k,cp,88,4t,79,6e,7o,xn2,s93x,qws3,i1p2,4mtg,6kqv,1ecso,bk9,4b2g,n99w,1956c,4sxa,yqhi,b8b5,aoyt,13b8a,12rjn,3up
3COM:76,1,bd,d5,1,eu,oo,2i,9a,bs,7q,9t,3k,f,gf,cz,h0,b2,gj,ec,ru,145,88g,5y,2zy,3o,b,cjx,9mc,26yc,iyo
3Com Europe:sr,7j,52f,pi,f0,2az,6ez,ciz,cr6,a3eg,z3qb,17kd1
ABB:2de,2o,3bac4,ft0p,2zlmt
AboCom:3ke,14sq,97l2u
Accel:681,9m4,asse
Access:1l3,ea8,9gb
Accton:6g,sb,2c2,ey,5ya,76q2m
Acer:6a,1u,xqsb,6ks56
AcSiP:7p8,3fhvr,6rht,ggve,1epza,m0t1
Action:1i7,3cd,hj
Actiontec:33n,11u,l8,1ba,6h,9c,pn,dj,2e,hgw,govz,5lun,505,7ri,aiiq,bqc5,192br,guuh,1f4o6,3u,s1gy,lcqs,b8zj,6clp,anhe,2i75a,n47d,4lo7
ADB Italia:1lz,2ap,sa,ak,o4,6h,x4,9n,cl,kch,3x7,m3ew,18rnf,b3xn,1qcze,mh84,lxmy,bir2,s1e9,5msb,27m,1qgdt,5lrm,a5cm,hfpo,bbk9
Adept:h9,13j,1ri
Adtran:9b,4sj,243,olf,6otsk,19egs
ADVA Optical Networking:2a8,n6i,fq9,xln0,mahs,3lh5c
Advanced:r9,a4,ni,1vi,60d,fue,cp7,18a2m,26fmg
Advanced Broadcast:pd,19njb,2syg1,3lc9i
Advantech:2az,1pk,1186,4j6v3,32zc5,by6q
Agile:26k,4a2,zm
AirTies Wireless:5ns,xry1,4dgnv,xlhz,39vhh
Alcatel Lucent:huqm,g7yp,21li4,ack4,sjz4,13rb8,57es,bauk,606m,2h4od
Alcatel-Lucent:3gr,18h,134,pa,2j,yn4,36k,15,4fxl,1li5b,lblw,mrzg,byn8,rb3r,18td2,bh2a,592k,2cx6c,g22p,i2u4,lh0i
Alcatel-Lucent Bell:1gy,y2v1,arq,1eml4,xuto,2ypgt,bbnb,5j1j,13tzd,wm1k,68rl,mo8d
Alcatel-Lucent IPD:4el,wz,bi,vr,ft,ho,hjrc,xruw,2t7z3,llrv,1fq80
Alibaba Cloud Computing:yfbt,7ht53,1enho
Allied Telesis:5p,13,27l,zv,uf,obm,37d,8pwrc,hu2r
Allwinner:1qa7g,4ildx,cfk1,203az
Alpha:1cj,1qo,1nj,12g,1t9,kv2,51,gs82,2sn9y,bab0,1q3x1,2tibt
Alps Alpine:1zc,skje,6v4ic
Alpsalpine:jr,tq,2,d,35m,jn,fu,g2,lu,c7,8d,eo,623v,6th,1em4w,bfbq,5dq,5hju,5kyt,h388,5nbh,la3g,bf3r,5cd2,14ux,m4of,186hp,byk3,mdap,bv05,ab2i,a0a,1ekes,bbo,12wyj
Altice:13t4u,2d6n6,m10k
AltoBeam:27pgr,g19v,2icgo,5613,s0xm,ce72,mjm6,1j12u,yglf
AM:lk,2izer,18ble
Amazon:mdj,elv,b3b,1t6,9yca,dp2,3qi,3f8,1no,2go,49z,52rh,r4,wy8,4d40,rru,4p9,68y,4jpf,qk3,57ye,8kw,530i,bli,dwe,l0n,53ye,ia7,4nab,pjk,5sr2,4xku,athb,r91,6v1,5tjh,4rrb,qrh,59cq,1dg,266,d0v,49l9,czc,6x8,1o2,e2b,6je,4tg1,add,bt1,4ra9,bzt,urn,4cg3,163o,4xf,aqg4,lxnv,5qs,dqi,5je,7dw,4vxe,d8m,5e6l,5hl5,5lh,a02,57g,3j1,es,2c5,23q,4wya,a7v,csk,4x2b,bj,mld,4ioj,j20,6733,52c5,apio,3ie,q87,ft8,4ktf,6ej,5b3m,b2b2,14ow,d1,4i8g,6u5c,4wil,kse,54m8,q3s,uh,4x3j,bl2,8wi,4w1w,bhkp,vc,5mx3,5e7x,5w85,hhv,aod6,5v86,c4x,4pa9,c14,5xlq,8p7,b2hi,4i92,5xj,iqh,4fo,4y5x,7yn,9vb,6gi,9n0,5v7,4bd2,62dq,x7t,4mrw,5o1,bs5,ys,dbl
Ambit Microsystems:i2,2dt,129q
American:39k,se3,9h8
Ampak:6wk,24f,6mrn,5myo,3jo,a3k1,wen,awhx,as4r,399,b1gf,123e,xlkq,789,4gsy,gyzb,5x9p,x8ex,16v9,4ndz,y86,13buk,aro2,520k,6b32,m6nz,4wno,1bc5,a0jq,54m,bpsl,m9k,fxa6,lkl,abob,rdm,gnar,m0ny
Analog:16f,56h,cpk,p7e,3wlum,9wtt,hwga,xfm7
Anov France:1w3w2,4iljz,rymz
Apple:pf,a7,10l,32,la,o7,16,ml,hm,87,dt,ao,9c,4c,77,34,49,48,dy,2g,5t,w,1m,37,2f,5m,23,35,24,1u,2u,b,1wq,2v0,3k3,161,xz,15p,2ch,366,26d,ep,4ay,3s2,3kz,3v,1ke,2nm,4rz,7u,ja,4bxb,1ok,1si,1kx,6r9,nn,1dy,9s,3yq,b7,1p9,7qc,2,6uq,4ma,1hj,1y8,2dk,1ba,49b7,7e4,1fn,b4y,ao,1bd,lg,ql,3wl,1ed,19i,9uv,674,2si,dt,f4,1ag,4c1h,xr,4dl,27j,nj,30q,m0,729,go,dqd,59j,2kb,4d7j,5ik,2ml,1cc,3bi,3w,ga2,5u,17m,63r,46d,2x4,4hri,33z,2jz,8u0,1c6,5qn,1w0,ak,1cw,x2,9u,ix,a3,qf,6a0,xe,1a0,1he,b5,6i1,4gq3,3z3,23i,4j8,68,2x9,4yx,gl,5wu,38l,1a,b35,1w,19x,of,vf,vo,4beu,2mb,5iz,6jl,106,2o4,1bj,47x,24m,1k,2iu,2n5,1lu,9ya,4fls,2g9,4s2,yn,zt,8uq,2kv,fy,z,w4,5zt,1ef,kn,12k,61l,4wo,158,14k,4gnm,oh,10j,azd,ip,d2k,h9,1pc,7dq,3lh,2o0,15v,4a19,1so,8nv,71w,34d,2,2lz,4jf,7e,379,7bh,cx,1qp,f,37n,80,1ab,gu,h4,5x,jt,1v,2x2,4e07,6g,3mn,6v,771,208,3yi,2dz,9wj,1n1,ap,9zu,24,4e0m,79l,6lj,2fr,8v1,2r,djn,wr,5ws,4b1z,1y4,li,3oi,1u7,x8,2ef,31j,8d8,7sg,11y,gc,46a,6uc,57x,7h,4b0z,b9e,28g,3km,8u,25q,4hy,3s,8pt,3zt,9g,6k3,2py,4a59,84,2um,2m1,2da,6,24p,3xy,9cc,8a4,wo,3wy,2qe,qq,322,4lgn,1yj,ly,1ya,39f,64w,va,3l4,49c,or,241,2ik,1qj,241,xb,1gt,3ry,1hg,29j,491m,4x9,i3,2xk,277,47s,8h,dkf,4sh,5sx,3l3,bw,2f2,20g,al,1t3,4g6i,2yn,171,1ms,1m6,45u,3w2,8x3,1hj,32f,1c8,4nu,3qk,4iiv,2rg,qp,754,8d,3z2,1qv,xi,kq,3e,3a8,5w6,18q,1h3,90w,4iyu,rg,2vp,7df,6vf,34,1lc,71m,4d3,6ls,2j4,h2,1in,4bol,5ty,zb,1mm,5ad,40i,31p,7pw,14g,2z8,aoj,dd,wd,4e24,446,6g4,47b,1h,2yi,18w,403,9ni,1tc,544,30m,tn,4ej1,3ot,dh,6de,3pa,9j,2c,1c4,4i7,4k9,17i,1nk,6n,9i,4bg,bpr,2ik,ek,9e,49n4,rf,8a9,hj,ant,1h8,2rt,x6,1i3,8s,159,73,iv,zo,1q4,5dz,1ab,41s,q1,4id,rc,j4,39,oz,4aaa,3zp,bhm,53,3lu,lg,1af,744,1sd,e0,25f,1tu,2nf,29d,3we,4ejp,7k0,8ni,1sm,680,3ow,16d,2d9,j5,le,8ik,i6,3uh,2ez,op,4czt,78t,bf,22l,ku,6y4,g8,29s,316,1fb,d3,40y,16q,3eg,6zi,ib,4frc,oy,2u0,2v5,25m,g3,1ur,2uq,51o,qm,2sg,6h4,2ea,tt,57e,3gi,1my,mm,i2,f0,av,4g8b,4aq,3dj,6td,2gv,32h,2d0,fo,31v,4ig,8q7,8v,4dxy,9bq,1qb,43j,48t,lz,ud,31q,k7,1zg,4jn,vo,7kl,1ex,16l,2gv,4qi,cc,48hp,n3,2jy,3q3,ye,9n,7en,5qx,46,8px,1ht,1wy,4dc,f5,ba,2h8,5bi,q6,22o,8n,48k8,s1,1l4,c22,4j,24v,25e,14n,5nr,398,5um,2q0,4qo,37v,ue,ie,4jn1,2vw,1te,7pt,36b,2gr,x3,kg,an,3s8,1ye,70,af,qu,evt,2a,4d8q,11u,93,30,8z3,17d,37u,2p,ey,23,y1,b9n,11a,uo,wa,1bo,1fq,15k,10k,5q0,an,4c4v,822,vn,8gd,6r7,6r,6t,1ry,3y,1qs,6v,1oi,gls,2tb,pp,4fwt,432,76n,3f3,2y2,1a,j9,1me,89,2xq,175,2vm,8i,1ea,1p1,5g7,ta,5ie,4apj,1vx,dx1,az0,4xp,l8,2z2,8cd,5k,2gh,1f,49o0,69,fl,2kw,ahu,204,24d,15r,1q8,aft,1hy,3qi,3f4,2h4,1b9,op,34i,2qx,48yf,5g0,1mg,3w,2i4,1ns,3gn,1nm,2fj,3gj,2wh,1cx,1bj,fzk,m7,2ll,7b,1gz,13,4d8g,723,3pg,14,1lw,6jo,6mc,1v2,ado,4e0,2rc,4i9c,8x7,1pi,3cd,2d0,90w,19q,27m,16,pb,1pl,dv,1y,1gf,37o,1o3,4gvy,88y,1hf,1xp,1r,39,wa,155,4ft,w6,127,8b,17g,c5,9w,11p,46j,36i,go,bzl,qt,482l,48q,1ea,ha,1xi,3pt,2q8,4r3,5sk,1np,9m,1hk,8ml,3n,2fl,192,47t,4zb,4d7e,5an,80,1wv,1py,5ur,e0,1o8,5l4,3t1,62x,2cl,3wg,1jb,a,2cf,4feh,4j,fw,7as,27i,26p,9a6,114,3ie,gjw,12p,to,4apu,24j,ol,1ui,1vx,2ht,21m,mt,wk,20v,1um,18j,44h,pj,185,26w,mt,6up,2s9,18s,627,ga,1qs,13b,1ps,49oi,9xo,3dh,16b,an,3sy,x5,5ty,1qc,2o4,14q,on,30j,4r5,3bj,26y,3ng,4d8h,3gi,4py,66q,6hy,3cj,12b,vm,16k,5e,388,4gw,d1,91,4sw,23d,4chi,1dv,d9,4hr,8j,1xy,8mq,6vv,2hy,1h0,3ze,193,38q,4prw,27h,1tj,1tm,8y0,11s,4dv,wz,7ve,ru,1e9,3wb,38o,485,4bb1,2b,4qw,zr,sm,qq,4h8,6nb,s0,2ud,flt,e5,1t0,4hca,6fk,cd,13c,1kh,2hl,34k,4au,5km,1aq,5yj,69o,2fd,38,1lz,19l,4rs1,39e,20q,1p,1cg,7w2,1vo,1st,bdc,4o2,1en,48n3,5kc,6x,3qo,5ke,d7q,1en,1ii,tb,4we,kz,3gd,fj,22d,e2,4fyt,ul,632,1j,2b7,217,3dy,7h,np,87x,190,43o,1ta,u2,2ff,5zn,6js,4ij0,1ko,8mv,1f7,1b3,5lz,1r2,57z,1nm,1e,uz,2p9,er,6o6,22u,ht,4gps,11p,7g7,7fd,457,132,1jt,bn,2r,az,4gk,3sy,1n6,3kn,sl,4dwg,hp,4eo,4zj,82z,50j,1f4,49,84,s9,1jx,554,29o,egt,4g2w,hu,sv,1pg,2me,d43,72w,xd,6jj,4m9t,1f3,xa,252,8zu,522,bc,9l,665,7t,9,1wb,2od,lh,3x,2ns,ao,qc,vw,16w,162,un,m,6i,4ze,4auy,1kb,83,2gt,17t,35l,ml,jr,79u,1st,eo1,2yt,49o,1gb,48n,1kn,49pi,2l8,2to,1pw,161,26c,45l,6i,3vl,ue,1uv,2ph,22j,2rd,5ir,3jj,7eq,4fo,4cje,zr,1ks,125,748,4rv,dde,2fr,6ls,204,1f0,3ow
Arcadyan:3pb,1gr,kv,167,n9,6aqd,b4lj,gk7r,8b0,8j,5zel,rzax,gx74,bl9y,4zy3,4wbi,3hu,1gt,64bu,603i,bdbv,56kw,5ypo,gkdb,525r,6k6a,4ucj,bnqp,4rzj,6on,5k09,bojf,bcxb,5wmi,5rbl,5dgd,9ts,5ggg,848,gzp0,4iva,6j81,5oy0,57cw,5xto,4hdo,6504,6si,gkcj,5ilw,av9,b6pq,qt3,50i7,gghx
Arima:md,225,16tw,2hnnf
Arista:5mb,1kvd3,fdv,5kgc,54xw,lqsa,617l,xezj,yb6w,190bo,5cj3,1k8zz,lm9,5ju1,mbws,s34e,s68y
Arris:5h,5,ly,65,nl,l4,db,af,8z,19,9a,2u,1a,3b,2t,1r,20,2o,43,46,26,1z,2v,4,8,1,1,4,12,1,1,1,2d,27,1s,23,3o,2m,c,52,s,30,1e,20,q,2j,23,h,1i,1a,3,38,3v,1g,1,4v,2,1k,34,2b,f,1,1,1,1,1,1,1,1,1,34,k,1f,6p,1y,3g,66,o,d,1p,40,4k,2f,2x,1,w,d,1,c,1q,1,4l,2,b,1,w,8g,1,1w,b,1,3c,v,331,55q,27,cl5,5l0,6zb,29,353,4tez,5j1u,5z8m,b0f,a54,2q2,4aam,fvk,9kr,2kr,fds,4vve,ftr,40e,338,10c,4mon,458,k7q,5iw,4pwp,1eo,npw,559m,anj,mj3,2ey,d3,4c8e,rc8,5h5v,fbg,8yf,49ui,5ql,bkn,7jm,4iw,qj,117,m6,59d2,59kx,2a4,flc,5d80,65n,up,5105,9z7,2i2,9to,11c,jz3,4go7,5z4,6jr,70y,e7e,djq,4ise,aog,cou,apu,4tdx,q4n,4k6a,7lf,5yc9,674,39n,59mq,ooy,4il4,c1c,1yo,5kci,b7q,6fa,a08,4ig3,mt1,173,cib,4hab,332,dag,tye,ahc5,d48,5hq,1me,4y40,vh,6q3,1lf,1hf,8lk,97t,4v17,a9n,iih,ma,27e,4gpo,dwx,1h9,7ag,5034,ubh,5e68,fin,343,4t5p,aig,781,7an,50ex,78d,hjc,4d0e,fu9,cr,14j,42k,1rw,4zv4,2kf,735,gq7,203,3w7,4f2,52af,7bn,1n7,c16,5jg,4r5x,6b7,rpg,2e,4jm7,tee,4zj6,3og,ick,6rw,4dns,33m,938,avs,5tb,gu3,4ey6,in5,7sg,1lr,gz5,592u,7xx,3eg,2fg,4rns,53s,2ei,32d,e5a,5qzz,4enl,5r1r,8zx,1o6,k8a,4jd9,q21,22y,2c8,7bp,ai6q,3ot,3h7,dut,5108,7qs,379,1g5,7qj,5175,xwa,4dxc,5n,101,6li,3wc,8te,cgl,1dk,4uco,5sl1,j6k,4w5r,tfs,4n,537z,2kp,66o,5fp,hfh,4jl2,29n,95i,45l,1ch,jq1,4xoy,b6x,5nid,f9f,4b7f,5lq3,6pu,aop,46p,hc,33x,480,f7y,1hp,4pyq,5xv,62v,69i
Artesyn Embedded:bz,v0,ku,nk9,cs7,664,8f092,s4uq
Aruba:29y,2vs,21a,6gik,b107,581l,bcpm,4ax,565w,5t90,fxt,5au2,ohk,5m73,fyd7,fsi,4yce,3br,ur7,bg4c,4gvi,ejt,5dha,qc8,wxm4,6oia,b1ge,99c,4ln3,663r,auh3,bxaa,4nma,468,6175,52bl,5yxf,nj,fsb,aeir,b5ur,61ky,60br,4wa6,5yh0,5fd6,uj1,5bst,b0h,m1ia,e64,4lcz,b34,qhm,5oqb,5hf9,5j38,g259,5f56,fg7,5bli,cxl,147,5c5b,5w8h,5se9
Ascend:4rw,x8v,34n
Asiarock:296,1lx,15j
ASIX:2x2,19jpo,6pbcw,1qnxl
Askey:3jp,z2,xn,151,of,dg,kww,b0xg,dvv,rbso,rjr,bkgl,b877,18lr0,d0m,4u6v,1jw3c,6e6e,76t,52op,bsp7,gflv,glxs,5w9w,hbbd,4yxv,2u7,l9y,gqlq,b16o,gjny,6bhq,aywm,tr,af4s,tvg,gaav,5ji1,57vs,w3n
ASRock Incorporation:7c2,4duow,26t93,rqfv,s0bp
ASUSTek:2ge,fs,i1,4p,e4,f2,8v,ci,bj,a2,9w,8c,8q,gf,8v,8o,b0,10qo,4r2a,ft8,d5q,10x,4y9l,e0,5xyk,5fhu,dfo,tv,5qwe,jk,4oba,6359,9hc,5r0k,4wcu,b8t2,1vs,wxx,4pzt,8kv,5pvx,5104,xdp,54oo,5267,uew,arpf,6f9e,4p5u,wpl,4ckw,uqy,4tzm,biy1,io1,lzxr,cb6,5zry,4oec,5ica,hy5p,bbgk,g3is,5esu,bgcp,5adi,oi4,5cx4,h7gm,cl2,g2o5,66s,ao32,600y,5jsy,b52b,rnp,lmau,elh,5ju3,5asg,5mlv,rz0
AT&T:1ek,hpz,aphz,4ok2u,bih
Atheros:ov,35h,uzi
Aurora:1i3,1r6,sl,f0d
Availink:1vpoy,3qr6i,4247o
Avaya:st,4le,bbk,5wty,h861,50u9,mx22,7q0,be04,ajgi,5zzp,4wtz,nhk,ajf3,h462,l9a,a8ec,biqj,5spd,c5n,5fb,b379,g7j,4ibk,1qu,53r,884,lydd,66dj,hii2,l5ea,1pf,chi,5dg5,gh7,h5b8,522c,jcs,1bx,b82c,55ap,66mw,4qvq,15wc,5nbi,aj2a,mgo,lpac,rp4l,imz,5pfb,78o
AVM:su,3cu,11f,e3,l1,14v,bv15,1322i,m6yb,fsw,42gv6,17vrx,5sjn
AVM Audiovisuelles Marketing und Computersysteme:14msv,lhu6,h4e,g5d6,5ttp,ly5,ar7i,hosp,fzur,xo92,c9u6,12s8u,y6nx,wglo,6o7e,4l9p,gvel,71j,5iwu,c8oz,az6s
Axis:cr0,6qdc2,gmv5
Aztech:7lh,1w5,8r5te
AzureWave:4a7,2hg,dc,c0,12lj,avxc,g15l,1241,ahma,5mw0,58q6,64jj,i62,4vir,vvr,amvh,5g3w,bn02,17a,d88,5kaq,4y0e,rcq,5a2k,56j3,5c55,buig,5aou,gz6t,bvj,584d,5bf7,tsj,8c2,4fmc,bwdu,40m,6eh,2ej,mlhn,5js1,r1ot,67pb,665s,52zc,hc47,mb33,6nj,b0v8,5ans,lyf,5ajk,bek4,6wz,4hvg,5dro
BAE:2cz,z0lt,6ztie
Baidu Online:ndmh,273ga,2gt40,2oi2v,aj6j
Baud Data:gxd,rby,54up0,rt2n,1eps9,2iqvg
Bay:3l,x,187t
Bbk Educational:1q0x9,6934,wyti,h89,1e6q5,s8t1,yhol
Belkin:3f4,167,140,13q,bs92,gx1j,n0v4,fp7l,1lb39,a8hk,197p6,rlt0,aac,197ss,gopl,5i47,t16o,m1wi,4vyx
Belon:55rax,13bg8,t2ic,1jaop
Bilian Electronic:citc,53ok,db9,5dth,5azi,gjh3,12aw,b8ej,akwz,akcd,5w3e,ayt7,9sh,ni7b,gx59,s0tm,aume,1eiqo,gver,ay7j,m7e6,140il,g6gg,6djr
BlackBerry RTS:32e,2me,1or,bs,13p2e,y5q2,gft7,bhmi,19dzz,ave7,1exaz,mfor,336jf
BLU Products:1l7ut,1vpq5,ajgp,gpbp,t0e2,1,2y11r,y56f
Bosch Security:8h,mq,4pt
Bose:2h6,6059,6dzs,17tl2,5vr0,19by4,sak5,x09e,21urx,12yeq
Bouffalo Lab:yq6d,gnm7,3ft88,1owxw,6oex,a4rq,16yb,4omx,hp8i,25l2r
Breezecom:wk,2fn,35b
Bridge:q3,19t,b6jq
Broadcom:14l,11e,jj,gy,2c1,duq,rr3b,6h78,18x0q,lxk2,s80n,shob,r7e0,xrw7,s49x,hha1,wvuw,h6vv,5m1i
BroadLink:1fsmf,4tbm1,2svxi,5k60
Brocade:3s,3r,oh,4e,l,1ig,17b,d3,1es,1mz,qo,b5d,3a,p6b,a0c6,2uf82,m1l1,s0nt,5qzt,mdg0,5hn2,1w0rn,bau2,abhk,glns
Brother:4nb,te,jwu,1uqxx,h28o,4oido
BSH Hausgeraete:27nir,2bss0,3anud
Buffalo:1fk,157,1rq,1gy,1f6,5fl,wqz,ltn2,bp1c,8bs,12db1,ymya,5fmv,adgv,bqy9,bqxr,fmxt,nf3j,54w2,bkzp,197pu,rat7,17u,c54b,a8oh,cddo
BYD Manufacture:y1g2,4oep4,c350,1dqic
C-Data:4e8a2,4czex,pir
Cabletron:t,6gn,cmf,p6n,15
Cal-Comp:27i,40k,9d4pn
Calix:gt,r8,6mb2,lmck,btkj,1jz7t,5ps7,y9g2,1eisr,20p4d,sbmx,583a,1346r,h5kn
Cambium:uu,1winl,1k4oj,3l23m,b9yv,c15,2gq95
Cambridge:280,2vb,z5i,18cqo,buz2,1er5g,1l7,l8rp,t51e,1p22l,bw1c,4qa5,9xx,5l0u,1ekvz,m68e,14671
Cameo:4x3,7wt,xhdd
Canon:3p,5xm,v1u,wr1n,sw9c,b8n3,hch0,12i63,56i9,h33l,b7sr,qo9,mfzv,5c64,rmpj,2ceht,13myy,7z2,4rex,tfx
Carrier:gi,21mq2,33tbc
Casa:4k0,858yv,17zx6
Castlenet:5mj,3x5,xudh,50q7y,3vjrm
Celestica:18fg,g0re,1kql7,501tc
Ceragon:205,2cn8r,7717v
Check Point Software:3pd,1xa,q33
Cheng Uei:55a,6441g,2nqko
Chicony:2zs60,x6ek,1q0d9,19b1r
China Dragon:oye,58ls,19n2c,xdog,5vos,5zzd,34ahj,g6ru,ash,1vgku,m0rt,6z2
China IOT:6b6r,mqhz,ahp3,ga5,m3g3,xmc4,12qj,4jb0,biu9,bkcm,gjmi,vkt,50n9,mf9b,appm,5nb2,13xhy,16u,ggv6,auu,54a3,6xc,6ex2,gfvz,b39,rn51,h8rv,4s8c,y8rk,jt0
Chipsea:hoap,5mft,x44t,mf0g,yx5e,gla2,1ovrz,2iooc,alpb,yhkg
Chongqing Fugui:y3p9,6a2r,gxl0,wry7,b6d,hiu7,4ee,li14,pey,cp7,agcm,blf1,adxi,ypi0,xg12,5leh,5zbu,50ua,61g0,guu9,b1uz,g70f,5kh0,mzf7,5ik0
Chuangwei-Rgb:bpa3,bfbw,h4d5,g89h,s8b5,1ei3t,21gvp,my1t,50i8,aqef,667v,b928,kn0,aux4,26n2z
Ciena:70q,sbs0,5zsq,4wql,686v,ggvd,380,1kunh,18mf1,61y7,ggc4,m2db,bjcm,1k8ks,60ay,a9kh,5sni,owo,m2en,bluq
CIG:6mda,1vf1h,1pack,13q2o,1k0vn,2hyty,b6p0,akmj
Cisco:c,8m,1,w,1,1e,1,1c,2,25,1,12,d,1,1e,1,1n,1,1u,1,1g,1,1l,1,1f,1,1v,1,p,1,15,1,11,1,v,1,18,1,11,1,s,1,y,1,1c,1,18,1,k,1,12,1,1t,1,23,2,14,1,15,1x,l,1,v,n,1,1t,1,19,7,1,1a,1,1j,1,1g,1,e,1,1,1,22,1,12,1,u,w,1,1a,1,1d,1,1j,1,1m,1,1d,1,2g,1,20,1,18,1,1n,1,29,1,p,1,11,1l,1,1p,1,1f,1,2c,1,20,1,2h,1,1o,1,2e,1,1b,1,23,1,22,1,2a,1,24,1,g,1,2i,1,2v,1,f,4,2,4,3,b,a,6,11,11,2,17,28,9,x,1,1n,1,1h,1,14,1,1w,1,1u,1,1n,1,2h,1,1r,1,1x,1,v,1,1v,1,2f,1,25,1,1q,1,20,1,1l,1,1i,1,2r,1,1e,1,24,1,2d,1,16,1,1y,1,18,u,1,1m,1,22,1,1k,1,27,b,1,1x,1,24,1,14,1,n,e,1,2b,1,1p,1,1z,1,1o,1,1g,1,1s,1,15,1,t,1,14,1,j,14,1,1w,1,2,1j,1,20,1,2g,1,1x,3,24,1,16,1,1c,1,1v,1,19,1,1h,1,x,e,1,1v,1,1k,1,1b,1,1x,1,1c,1,17,1,9d,1,1l,1,22,1,t,p,1,1g,1,19,r,1,1m,1,18,1,g,1i,1,1a,1,15,1,25,1,i,18,1,14,1,1o,1,1y,1,17,1,1f,2,1h,n,1,1p,1,1c,1,2d,1,1y,1,1y,1,1d,1,1t,1,3n,2b,db,26,2i,gu,ic,59,b,s,1d,7,3,5,5,f,2,d,j,1o,85,lf,qt,bi,r,1,1,1,1,ac,sb,3v,8s,3s,e,j9,25q,4,5,m,k,i,3,1,v,d,y,5,m,k,h,e,117,br,ei,pj,er,3n,12,f,9,l,k,j,h5,9g,1ip,5n,14s,su,7b,6z,171,mn,12l,1f,mq,rh,bd,l,a,1g,e,2,n,c,k,5,6,e,q,p,1y8,ng,vf,2t,4g,1v,dq,7f,3c,mk,xd,8b,q,16,1g,v,76,wd,75,8y,q5,et,76,dp,25,1cq,gq,ev,lm,2a,b,m,n,7,z,1,1,4,j,h,r,16n,41,jq,x2,y,6v,a,m,r,1s,k,d,1z,2,5,33,1u8,7s,k6,rk,rc,cp,we,2w,bq,4gey,afr,je,20a,1zn,9ld,4eu,1l9,46m,38u,3sv,4cl2,1q6,7ha,1y0,28,9j4,4fo,am3,1r,s8,5li,1dy,4dik,4al,ctb,2pm,31k,8b0,6o7,1pa,5ji,4aw6,83,hgc,8zq,5ei,2al,f,1,1tu,8xt,1q0,173,4dj1,rnn,50cd,6lu,tg,5e,7mj,245,2g,3b4,erv,1mj,4fow,14j,f78,cjx,7vd,2iv,2w,1iw,ba,3wa,4jcf,ld,3o7,lya,3xq,4hll,40k,3m,6d9,36,chd,1hx,mh,aho,a58,4mi7,5vj,5r2,77j,h,4un,nz,4pd,4j53,20k,2sc,4kf,dp,rr,1jr,2x,36i,yj,lw,jy,51t,3si,79u,1z,75u,7zi,4k5n,glo,hm1,3le,4eu8,d4r,yo,2ko,pp,aht,379,11h,1e,5xf,3dq,2bw,4bxi,2q5,u4,cgg,9q7,7m,asl,798,3c0,49vi,10t,149,3rs,562,35s,17n,1hu,8u4,d84,3aj,68e,489a,123,bqn,3qt,g4v,2xl,4tf,6s4,vo,4am3,7rw,8x2,2dv,72y,7gj,24,1p5,5qk,2is,uj,4ivr,3cy,4d1,dxf,4uwo,fcj,2yv,3ww,1,19c,2gh,6sv,4cb,7cd,1,4exa,4n,1qt,1of,xd,f,3qh,1wt,wg,27w,2vb,1zr,167,6aj,m1l,4o2m,8nk,ga,un,p1,1ce,f6,d8,45o,j2,9vf,4ib5,8mx,h80,1zp,4f,43f,33j,qr,a7m,4jxy,60z,242,4ee,3nm,6ij,bn,bpl,5bk,4g1w,ti,ebw,4zo5,3ec,vc,76l,jrd,dw,2lh,8aw,ad,347,2ml,4ice,2yl,d30,1rn,7z,3k7,lx,89,5xd,bj,2m1,71u,87,4bik,3bg,2gx,3aw,35s,2k,2oc,9j,2r2,2vs,u2,5ae,bo,2du,o4,2s8,1ih,8ea,5sp,494c,1wa,t7,6q,1mz,1bg,4ae,8s2,1jz,gv,9o,9k,f2,1t4,sm,ng,7zy,1w4,4hb,5x,1r2,1lr,pj,z7,16g,1a4,jo,4dp4,456,91t,9se,j4,4ms,jb,242,4oih,20v,k19,ecc,81,5zo,4m0,4dfs,3lr,1,35s,b8o,8ot,4m4,11,x3,dwl,4gen,kd,18z,bwh,nbx,1n6,4ok7,bmu,1hd,21s,my,78a,ja,kr,a99,120,4gj9,7hh,4hd,5ac,5dj,2e8,ghw,1y,2cm,4eg3,czz,73n,34t,6r4,59y7,5x4y,7eh,5cgn,55k0,1vx,hel,7g3,2d5,4gqp,414,53j,1,4ps,c8y,6i0,5cy,3f8,2fe,28g,4bqy,zc,1bu,a70,1dp,ma,4ca,2cc,38t,255,1oh,1a5,35b,e8,4p1w,dd0,fao,437,hu,4v2j,346,35b,h,9gv,tw,6mk,5oj,ang,m9,49u6,7gs,h53,2vc,1,xa,4b7,ti,5ad,alr,494b,3n7,sii,ra,ak8,29r,4fiz,7py,88u,cwo,5e0,4p0m,40,34i,17j,5tc,35s,2iu,ign,ot,1ud,8g,41p,25c,1rt,4cur,38e,c27,hl,jv,3yl,3ac,bhj,9vc,4bbg,1v5,9k4,1r8,4gf,2qz,47,24a,aga,8h,19f,2eu,9ua,49f3,f01,b3g,4n0,ijg,8d,4beu,1oy,9js,3ul,4gq,1re,13y,1,2yj,e7,1lt,bzc,p4,k2,3i2,e3,4cxs,fb8,5g0,a16,5p8,zr,1v8,30l,2cz,4kcv,bfk,sx,m3,214,77,3yy,3ud,2mf,24,5fj,2rw,3eg,ko,4j11,d98,ek7,4o89,15c,968,c7n,ug,3ab,531,825,5oz,29x,4ce9,6fn,9jg,1z5,6ar,6z8,77m,4n48,4xv,37t,12e,i7k,5ol,2j3,4h9t,btq,5hm,1tr,g73,mg,4vm,1u2,2x4,jj,4bmq,5h2,3ra,3xh,ntz,291,13l,3va,3mr,4ftt,1mt,qf,6hl,93o,1dc,671,41u,dio,4cee,3af,8ko,kb,3in,675,8zw,3bx,3lw,2dg,2v5,4eas,pw,cmg,4nv,yv,1e9,1g7,67,8f9,ad,3ag,23q,6wm,r5,4tor,in,c9a,jhw
Cisco Meraki:4qy,heim,3kj,bbzc,x6mg,bd9v,5v97,sgtk,12jr1,31w,6fpz,1284b,mhqc,mq6t,5d0r,1105,fqk9,6s37,asuy,ahpy,u3p,rpbz,nen,4yy4,shog
Cisco-Linksys:2f5,cn,9q,j5,6x,bz,dz,ar,5b,ag,bk,a6,9z,g4,8y,72,fn,19odr,1km7c,lplo,mkmd,1w3vh,1jv73,b5pv,71i
Citel:1d0,1st,186
CK:770cx,1fag7,5ehl
Clevo:smt,50die,39fed
Cloud:home,12tlz,195jg,63a1y
Cloud Singapore:cum,mqbv,d1i,5l6p,b4o1,50m7,m9bc,1337,bavj,4wzg,mq0j,5yyn,gbld,6d5d,rn4f,gjzy,m0yd,xyei,5qi0,ndh2,lnhg,2ee,gz1h,670x,rq2o,b2wu
Clover:6x8,6hh3,83xgh
Compal:fz,2nl,1es,v8,qc,vi,js,buye,rkq7,bsx,54am,m0u,rl1c,5qrd,bxod,rlav,ayne,gku5,bpxa,h4bv,h1rw,asdj,ayci,74,5vvi,m5z5,cdpe,4wp9,4q7,65z1,17qbl,dln,bper,gksd,bio7,52k3
Compex:co9,cnz,68d5
Comtec:189m,4ymek,nlu4
Comtrend:5r4,3wa,13m4f,13ep3,1pqvg,2buba,1l78o,mbv1,18q8e
ConMet:slh5,19r3l,187gv,4ug83
Continental Automotive:626,ao1,19fon,18pog,5rzqd
Control:6cl,vqe,rfsd,8wpzp
Core:lq,40v,xo
Coship:3gcte,1plj5,myib,11b,mcfu
Cray:31,2ta,9vf
Cresyn:4qx,1vr20,2nfv1
Cross Match:183,3gz,4w8
Crystal:iz5,9mt,74
Cultraview:5nfh,6qqob,aehy
CyberTAN:8m,dkc,erk,1jpfo,26glp,mkdi,bevc,27nx1,wo0u
Cypress:vo0,rsmz,8vvcq
D&M Holdings:159,4r,5hjp3
D-Link:125,1m3,c5,go,c1,ir,c1,ch,c6,db,a0,mx,7z,9d,gp,8dc,9hq,8rg,5oz6,535n,57c5,x98,55p5,i6i,5qvs,4izt,620l,69m,9oy,2pu,fwle,8hz,gkn6,fj,bcgh,6b49,bosf,gk5a,5s2s,5n3e,4ywk,5at3,b5fw,hht,5j88,6a02,4oxt,6qb,dkq,aly9,6ii1,gix2,1gs,h7q7,5cbx,1ez,4wvu,5xig,6eea,5dh1,4ubo,67ji,4t1w,3ny,15y5,55bq,4u9m,tgo,ctp,5dsf,496,5foy,h9xq,9zx5,62hj,64n9,4ors,rj4,5cp4,ay2,5ee1,64go,4zdf
Daehap Hyper-Tech:7mw,4oqho,q78
DareGlobal:5z4,4iwpx,hlyq,sdvw,rs1b,3a3g2
Dasan:158r,xpk6,2c3fj
DASAN Solutions:1exuq,gx3n,47trt,21b7x
Data:1ht,1t6,a5,s31,cr8
datacom:44i,8j1,4a
Dell:197,ex,o7,aj,cp,f8,70,8j,4w,bn,8b,bf,8e,6f,ar,6e,92,3e,iv,17,3i,b9,8q,3g,9h,7rc,jin,2nn,ek,5m18,5dd5,51pn,5xz5,4q2,5cs,4x1d,qjc,40g,exi,48n2,h5x,2gy,d6p,9xz,689,4l9l,9vd,50j6,da0,5u1b,jg,drf,5xqp,5kz5,5h37,4lux,9oi,8dp,mt9,4gnl,5r0o,5vwt,6151,54cc,5uav,jmy,59rx,5610,h7p,6cv,5bsm,52gg,15ub,4drs,d5n,54ca,10is,51cm,5f5h,3eb,6a8s,5a2n,2tv,2w,iyo,4lbd,54p,k8w,afb4,5q07,fy8,3um,5g17,5146,d8k,wi5,53j7,71q,amcf,frv,h4d,a6za,5kd5,8ye,lqr,42,5fjw,atuy,8pe,1qx,59u0,utl,4m77,hzm,7or,5vv,6n,4roy,5k5m,4yd,5rsn,5ak5,8s0,xve,4noq,fjf,9a8,4wft,79j,7mc,165,5ilt,8sb,39j,5fyy,9st,5t9t,5gsn,lp,4s8m,3h9,jv6,aru,5arw,4uqq,13yh,4g6s,92r,qps,4gpa,rm0,ixc,5aa6,24c,2w6,3bk
Dell EMC:47,4t,3d0,ko,eu0,apjn,4k1mn,mi7j
Delta:19q,1rh,1qg,4ug,6b9,ybci,bjyk,l6bi,2d8h5
Demant AS:51q,180z,5xc5o
Design:9r,15p,21g,3ca
devolo:27v,1wir6,3fu61,1v32m,5whn,25d5q
Digital:2ka,a48,3ad6x,lt5b
Dish:1op,5k6,cn4,6696,1dxu6,1et0o,2ckdb
Dongguan Liesheng Electronic:yq9a,5een,4yy3,3m6l2,17zhg,szmh,1ufkm,is0,byua
DongGuan Siyoto:zqt,1kl80,1ekeh
DrayTek:5uy,a1h,s20t
DWnet:3ggne,y7z5,aup4,5fij,12v7t,2sw3h,5qxu,stdl
Eagle:6h1,iuc,6fk
Earda:n4fq,13bca,13e20,50fz,bt1c,ghrg,byof,5vk4,2s94f,5psp,li4,5mi8
Eaton:2ip,1ac,10f,1lt,iz8
ECI:em,up,3a3,1w5,1wbqw,7sbe0
Edgecore:6zg8,lhg7,c58c,xqqz,a603,1pqrq,bomo,mqg6,h90m,4o0o,b1ix,mkqx,mtia,rtas,rsor,yhh7
Edifier:htbx,34i7g,5v81,6326k
Edimax:50,2nu,3ch,9ul,bu7k,47urw,ftu2
EDMI Europe:13ivj,1k33n,6a1uf
eero:xu0,b5ih,4x0p,b9vl,67xp,bhol,7wy,lhs3,6zw,gvvn,5i0d,c23y,4euv,5tuu,hjpv,56td,1lc,5x8n,8k5,4ykt,664g,ba2o,gvd0,6ft,51hg,srzb,4djb,f5j,fck,gx08,5y4d,a475,gz65,6n8h,5ayj,8gn,a452,5izm,ybex,560p,tc1,b9lq,27
EFM:1pb,5vr,3g4z2,hdl1,g3zn,xhuo,bt8n
Elecom:32t,pk9,5rfe,20xos,lo1n,4jf71
Electronic:245,3bs,9plry
Elentec:76t,3x3wj,4ivhw
EliteGroup:1hx,nl,ip,j2,86,jz,jm,fp,ig,k7,lj,oq,mxmp,grs8,1kcqq,1uwa6,su0j,gzhw,1efrw,amlk,bqx3,1emq7,aqit
Eltex:426zm,2j5nt,1e2c7,sf9d,4x69,5cdp
EM Microelectronic:i6zy,fsiz,13k3j,1f4xq,h4oo,4qbz,xt4s,hh5y,4l3k,ett,s89i,rss4,5tqb,65me,lmki,mbay
Emulex:5l,1uy,r4,ig,pcv,frv
Engineering:55l,4c9,siu
Enterasys:dw,32s,2pp,19rh0
Equipment:6w,7a,4g,2o5,63,6ar,9e4,6dh,aj5l,6bjyt,1,1,1,1
Ericsson:do,27,27g,lc,12x,59k,fqn,5ccv,y2t4,wym5,k9u,4a1,ang7,yfat,5596,1421a,1fm,5mqz,5353,rrtn,5ut,bfqa,8ac,6on,gnon,avp0,133eq,c9ib,ljkq,n1zm,b3j6
Espressif:bk3x,2t,obx,5dva,8sg,76x,4uxq,cjw,179,bss7,537y,afia,d0n,4cg,2gt,9x4,3ge,7bh,adj1,10lm,5012,8i4,4sz,599d,91,2rb,4ld,1r1,as2b,3ay,nkf,4j4a,ltl,jpr,4eib,5phr,4qg,473,suo,4g3p,jnb,ng1,4c6z,5z4x,4j8,664f,384,5m9y,4hlh,go5,6f5m,4ws2,fpq,32f,a63p,3i,zq1,aemm,12ax,5469,4j3,ctg,4xxq,4wb,507o,11qy,7r7,m0,15v,a9f2,iw1,715,4sla,ix5,54a9,ntb,tl,8w8,5hd2,7pb,54s4,4xvr,gx4,cuv,5ago,ghh,4fe,4dke,cl5,17b,5a81,i47,koy,aumu,i77,5j3h,54f,5int,6mj,4mg2,u9,5mgz,2h7,pll,az,4mus,v7x,7p7,4qpx,res,b777,78z,54ls,68z,9sr,4q87,11v,5ndy,c8b,esg,a9k7,avu,arq,bvb,4ycc,9yj,dps,6f5,4ahh,5oa1,119k,bg2q
Essys:1lbm0,18hkn,1901d,2i6v7
Extreme:8g,o6,44h,12kb,op,bajd,x0sm,9yl,4x52,n16v,g9bh,m0u,bcfa,m419,57ex,y7ak,5qho,5r32,gje4,6rs,5bv9,6854,5gje,aw9y,c0ho,fsch,5nd3,ugz,4ync,8vl,69lq,a0gi,62kb,75,h5j,lw8d,9fo,5wgy,797,1vx,4icx,5uas,h0zl,b7n,5d4c,iwj,5m5,a098
Ezviz Software:3gedr,heek,ro9x,5ce,4ipma
F5:d3,1o2,528,m9k,s7jj,8ptw3
Facebook:2tm8t,27imq,1db24,miyl,hxwi,giy2
FAST:dc,o0,3ha,daz,gd,hjae,fqyo,18vlf,hoe3,sgtv,bc9b,llhm,5nep,lxl,5u5g,rgsj,miei,26fjx,8xy,18tce
Fcnt Lmited:xuh7,69rad,1ptiy
Feixun:l8u,5h05c,2y6fy,yn1g
Fenglian:1qc5g,2ny3q,20jvc,5qii,131eh
Fiberhome:9g9,ayx,h8c,5gt1,62u,8hu,4l5f,4c9,5gov,29k,af2,51n,4xjq,dnq,2f8,65l,3dq,gho,4jc0,26h,286,116h,4seo,g2u,94t,4s4l,7rc,maw,2hp,4ltn,jod,5vfv,3qp,54t,4u42,ksv,b4d,am1h,5fv,4vjz,9oo,mz7,4ofy,83x,c0x,95r,62m9,a9sy,5o81,13f,du6,hhg,ayi9,4vcn,vr4,69,4puc,mqg,4gd,5fs6,cgi,5d9d,al9h,4ph,wy1,49ut,96u,k6v,191,p3,98h,5gco,4pei,2c8,cet,ldn,ie,481,23s,b1a4,9wi,4klw,jw7,7x6,4k6t,o3s,53t6,mb6,5bu7,3xv,5brz,4m7,62wc,8hn,an34,6dk,nas,4bvu,12sy,4ki3,6qyl,4s4g,9xl,cz3,gc,1al,50bk,qmn,4wiv,ce9,5u4p,5d2r,7t2,4v2f,5vfl,rp1,4nct,102n,4asv,ej7,7un,4zih,c3b,4p8,63v,58a,5ame,353,dom,eop,wd,53up,h0z,a4m7,147m,4iwe,5d9j,hms,apq,6w0,36w,2gy,58ha,i57,4pg9,f40,5bnn,4vj,5feu,jhk,51t,5dk,4wg5,dlw,fp6
Fibocom Wireless:3xtiz,1den8,1pwui
Fihonest:70kh,2c71n,2bsli
Fitbit:xpsr,2itgg,5c8k,5rozf
Flextronics:2a4,4e8,rzb7,sbv1,2u2e9
Flextronics Manufacturingco:6dpd,2i9f1,b7ig,4ii76,bn99,s0jb
Flextronics Tech. Pvt:c9j0,2c8py,55ii0,1vi26
Fn-Link:hpaa,h1b8,s7yd,b5nr,4phj,mp60,ssv,grwv,5b2,4wpl,1e8as,5xf9,bfv2,x8ex,13j7,ft79,7se,1gz,xh7q,nb8h,goij
Fortinet:1sf,rb,6pwq,4y2m,4207r,194hz,6cx2,2ay,wxki,1k7si,gehr,b73v,15b0
Four Seas Global Link:190vk,19s8v,692nu
Foxconn:a4,3xo,5ynuq
Freebox:1jf,5qh,ryjm,hcnt,rqv7,21q06,bq53,12s0r,33jk6,c3mq,mpxv
Fujian LANDI Commercial Equipment:5x6,2zdy5,636i0
Fujian Star-Net:59l,19m04,b2q3,gofw,19u0h,b01x,xu98,4hbe,z7v,2xpu5,13bm2,tb11
Fujitsu:e,28f,2cl,2ck,11ay,1pqo4,bgwq,56pl,wyih,hhs8,gqee,gd7o,y3v0,s0pu,bnpm,b3gu,3wy,rtxo,12rzl,66nv,b79z,lurl
Fujitsu Solutions:521,2z2dl,2n7os
Funai Electric:18dl,5k6d,4igx6
Fusion:3p5,2pm,98cye
Galaxy:55w,jp,pv
Garmin:11r,mvju,nsj,4mq7,oie,4upti,1eb6b,2c1wv
Gateway:2p,5r7,mk
GD Midea Air-Conditioning Equipment:6sqc,fx5l,19okq,556s,awuw,s5yg,19frn,s1cd,69lu,rtkg,54of,b0pt,62pz,5gtx,bchc,gegn,mvw7,13pmi,gyzz
Gemtek:1y9,24k,15a,1al,136,kw9,12xww,5b0f,26ogp,1k3bd,1qhyu,2ct73,lj3w
General Dynamics Mission:424,3ew,o5p
Genetec:241,zms,gutc
Genexis:319,1j,227e4,1dbjm,3x09s
Giga-Byte:2n5,i1,sp,42,gx,o7,mo,gj,7x,mo,ykhc,4pmo,gns,1eqd3,mygd,13e2o,ae43,ovt,12ein,6los,17zfd,1etyy,bvyj,133cm
Gigaset:6is,swa4,2neja,1dygq
Gionee Equipment:639g,1vm4z,sbs9,4d9iv,5dj,1esrl
GN Audio AS:cc76,1jiyb,19kow,3c,18xid,52nt
GN Netcom AS:3rr,oo,qe,n1,16e,13jb5,20sdo,yj0
Gongjin:1eu,4u6,ymal,5fzl,mi9f,5wmg,b9qg,xnl6,xoar,wvye,4de,na9,5m63,mqy4,kr,wx31,aqc,aozw,bpc6,12t6m,hu4l,axlc,alhq,bnsm,rq
Google:55d,17gv,ar54,4h5,5pb6,acko,vf7,amy3,vc1,4gip,120u,4f67,71o,113v,5egq,bl4f,al6n,v6,52qc,9xj,9yk,ai23,zlc,5rq2,g7ck,5ag0,x0p,aql6,e0y,lsgt,5xmj,aut3,xpb,fzyg,4jf,aug9,11ki,5bqe,gwc,5hev,4wcs,bges,axdq,82b,5a67,cn2,o7o,gtqb,fv5x,6axw,f2o,a7tn,10yj,4v8c,6c6,iq5,5l3p,ahts,svb,g1md,4fn,om4,4bjy,1bys,g,4cup,20i,n8f
GoPro:5z6x,4bi,1941c,6uusp,wxl,594c,13py1
Grandstream:29u,7i9t7,1pt0q
Grass Valley:ftq,iy3,6f9
Gree Electric Appliances:34m9y,2nh0y,1px1b
Guangdong Genius:6s76,m6pg,3r5q5,bfv3,2bfo0,21ffs
Guangzhou Shiyuan:4dkux,5zo7,67ft
Guangzhou Shiyuan Electronic:19syu,4754c,21id7,18ejj,hpa7
Guangzhou V-SOLUTION Electronic:llt,141ia,39oi4,ll5l
GuangzhouShiyuanElectronic:71sir,bnrp,x7cz,bepr
Gubei:22bsk,2mber,35n7v
H3C:34y,3vr,huwo,1osr9,lxb,16p,5jze,hnq,g9pw,brc6,alru,s7,68xr,4gpf,14zk,llzm,ouy,cce,4f6l,18g,i010,5gjn,wjxm,n2su,6cm2,ru5y,lwdh
Handreamnet:5bo,773yt,2nd3x
HarmanBecker Automotive:5p3,1ki5m,mdn7,3xb5b,4vcf,3gerp
Harmonic:226,98,44p,co7,lzy
Harris:5f,17t,3d3
Harting:25p,1e7,8ad89
Hefei Radio:st3v,12zos,1knzk,4dfjg,1pnp4
Hewlett Packard:di,1,5a,g5,m0,3l,1w,b4,ae,cw,6a,1g,31,1t,82,2o,13,3f,6s,4o,7r,3u,4e,5x,5v,4c,5p,3x,59,40,8d,98,93,7y,fl,7e,7t,78,8i,4i,1zt,2b,5tg,gm,36t,69b,1t,5eq,j7n,4a3y,5keu,95i,kph,hx2,a2yy,ct3,ii,q8x,4d2e,gys,5npw,ee9,5j3b,836,54f2,ci9,5quw,ad6,4zok,3l3,50c0,wt,50h,qt,44o,5np,5bg1,fdq,gk8,4xmg,u1c,4d1m,f08,qng,4qnf,1kg,gx4,9oh,5cqt,1fo,1s8,4rqd,3qp,4kv,5b0u,boa,m05,7ah,5coc,57ww,5pqv,1pa,53ex,6747,98p,8b,a5c,a7d0,69i,664z,4y8c,qia,4n6g,ejk,5ifl,5mm1,jtz,aut,t8,59ax,4z3q,ic7,a7r,2k4,53e,4msr,n1j,5519,tyh,5jqo,4trh,5c01,7r4,7b,4ik,ubn,4pmh,utv,24f,4yt8,3c9,ch,7uj,7j1,4kif,2uo,5lw,dlt,7nz,6b9,4yut,6581,4pae,14fa,4fzy,fex,ih9,5a4q,62x,5f9,9j,5c3h,8ro,5y1f,a8hd,9m3,626v,4cr,1mv,15f,4rkd,5ubr,4jm,cxg,5ars,djf,8ow,52xg,1us,aou,4v5l,5vy,534f,5oao,169a,4nvw,11in,51n5,2bj,7r,4ek,bfl,54kk,4u1z,8za,1n4,th9,5h5w,4qx6,8br
High-Flying:1l1m6,habd,3wd4s,34kut,b8mr
Hikvision:5mvm,629r,faw,agdu,bphs,gd74,50i,1wx,5tlc,61ni,lpwc,6evb,4t87,93q,inq,bd59,b4d,aypl,4kbq,f76,hm72,50kx,y5mb,5f2p,bnrc,b7fo,555q,3q3,cyl,3gw,bbay,4bvv,c54o,3ky,b0oh,auup,c2z,3ii,2oq,51h8,12d,4ju,59yb,nhkz,glsq,32n,b0dt,5u3z,g6lc,62gx
Hirschmann Automation and Control:pcz,3wafp,2cpxq,2yfck
Hisense Electric:xz4c,1a154,1di98,2z6kg
Hisense multimedia:bsy6,azgg,63834,gve8
Hisense Visual:5c1nn,x8rc,2cl1e,apu4
Hitachi:3r,1o0,4fk,42hr7,5m37x
Hitron:156,em,60z,16b6,fv00,n0xv,59ec,mwcg,1v0cv,5ogq,5qy9,7v2,gpgs,5jin,g51h,r2o,ghfi,hrt,x7cs,5d67,6sci,fmc1,8au,35g,18tg1,t4jh,a2fa,4ln,5tqb,5su
HMD Global:iks,6fbw,r74r,b4gj,1f1uu,b0xm,kop,s4bx,b9kt,5bv3,5gt,awyb,rs5u,boq3,614q,frri,bcpt,s4h,4z5y,m09h,5p47,hmvt,rg65,gzr6,hg0y
HMS Industrial:13o,8e5,1x
Home Control Singapore:y3ic,2ctqc,2mmb6,2d9dx
Hon Hai:42s,fe,1,j2,1,iv,1,c3,37,6m,4n,1,hy,1,6c,1,65,1,8a,7a,2,ewe,66t8,4rly,yln,4ud9,76u,ky2,4csr,5th2,5szv,wmw,4mca,7vt,bij,gg4i,l42,4u9q,bwv,3gv,4znh,19y5,4get,dn2,5jdw,hcy,5atn,5d0p,m17,4rgu,5dq,5t5c,qry,4gmi,62sl,56jq,6nr,bjlc,ch8,c7l,4xpm,l02,5mj,4hpf,5ih6,pb6,63p3,4gfl,1kp,h6l,56we,4jw,5r59,q00,1dk,4xkf,pus,4krq,8hl,cm0,522z,5eo,62v9,5faz,4xp5,9vh,j5,3vi,uj,6om,irf,92o,4jzz,4zv,b0hs,163,oqk,77r,a7mb,tsw,1,51yw,76r,bu0,5ulf,4k21,d05,bfop,5p93,d0w,4mwn,ug,6c1,syq,90i,4dus,93v,eba,bf1l,4vf4,5zhe,54bz,fgp,5gm,6vz,5ngf,4rk0,6r13,5bhz,4tu8,e2d,5tqq,myf,4w3u,7wz,75v,4okh,6sl,aw9,mrf,4fhs
Honesty:4e5uk,19ft0,419gd,1
Honeywell:18q,5k0,2th,34l,co3,rqu7,6w6fo
Honor:6a9h,66jw,5e94,arkr,gci7,bb8g,mxdd,xjzn,y8fx,b8cp,19frt,avpi,4lmz,199s,4wrh,sun,lsvy,lzii,bvdu,12oxg,bkmf,mnbj
HP:kq3,54cx,nie5,12f0w,b86x,x42,m8ft,b2pv,goe2,lyjq,xxjx,cd2,1eylk,agcf,bj4,hmj9,4gyc,blqk,xtzv,bt2f,lcyj
HPN Supply Chain:5ke,at,ad,5y,e1
Hsing Tech:6hw,30d,vl4
HTC:1t9,56x,145j,5dhd,rrrs,5uda,m9jy,hd9i,ae72,masm,sr9p,mwmr,af7b,53ap,ny3,5m89,gd71,1373,a1d6,ci76,a3yh,5pii,c2ib,b8pi,wmry,47n,6fbe,mc0d,mu2j
Huaqin:2obff,1vsxk,12c1a,2tjlt
HuaqinWorld:3rvgs,340dg,siud,12ear
Huawei:4ua,13i,1g8,1i,1t5,187,1r7,1nu,1qn,261,1fi,y0,1e,dc,n8,63q,23b,tt,c0,1w2,1va,2mf,m7,57r,1ne,lm,3yu,49oj,4fn,2lv,b7,2br,2y,4b8,7j,yo,41w,3eb,vh,8u,2pd,qf,3o,3sg,3dp,1th,no,lb,a1,1sl,cv,1dl,3xc,1pl,8b,dl,15y,11x,3f,48al,4o1,9j,3sp,c3,bm,p,5t2,e2,26v,1fq,27v,25s,5c,4y2,27i,1xa,4pr,23,7sp,2y,pz,1nm,15c,4dhn,44h,13c,16o,1zh,r5,1y9,6gf,3tc,32,2d3,1c0,608,1xm,1jv,35d,2qr,4def,53x,1pv,2s6,2p,3gi,ow,1yq,2ga,3s4,64e,2nw,1gg,2la,322,ft,hg,3ze,2yy,3q8,4aeh,1zz,2z3,2ka,2in,1w5,js,1kw,vo,4m,9x,1kl,15i,3iu,3nv,hr,3b3,rz,fr,3p,9y,160,2ue,4on,22,2j4,2j3,38o,4919,7xm,3mo,4n,4x2,54n,92p,2cj,3d9,11,xy,137,1wa,nm,vb,j6,11k,212,4g2x,bd,1mw,i2,6i,5ix,2j,184,r0,3n0,2pp,2h6,28a,300,4rp,1my,1qj,8z2,8l,38,2ny,4bsy,ka,5mf,oz,3jl,4b5,af,1uy,1ey,6se,wq,54q,6e,rm,996,kb,hi,3k9,fb,4aaf,51,1ly,2bg,7w,vt,xm,1fa,1f0,l2,2k,2ty,vx,90,ah,10j,3b2,ka,zk,zq,jf,mk,33k,i3,35g,13e,1gm,15o,4l,h9,47z,5rv,ah,qm,21s,f7,1zq,12a,4c5j,10d,425,14s,de,1ww,yq,12,1dn,21z,83,296,yd,te,16q,3hy,5xp,1ms,2nh,68y,263,vd,gy,4ce,4a1k,8e,l3,2ty,2nb,3s9,4ri,mc,lx,65i,5l0,nz,12l,mc,1gc,o2,56u,1zm,6yl,4fe7,5kx,dq,2qr,so,vx,4vp,2py,1is,25i,qv,26x,17,2bj,5k,1cm,98,563,2gf,3ko,16g,1wn,1oj,bx,48ce,1yt,1nl,29e,23r,144,4s6,23c,1bw,2t5,uh,7l,12r,1jk,yy,78i,31k,96,57u,1qt,4m8l,jw,42f,375,wj,16g,amv,1mc,1p3,28y,33g,1l6,9c6,2i2,48,i3,49ru,38t,584,4gy,2ly,3t1,3av,2tz,2my,1jm,b4,sr,f1,13s,1st,5d6,3mo,1nr,350,fv,13p,48yk,2ux,7ny,3kj,84b,19i,3io,6t9,13f,2j9,1kc,3ct,3lk,4b5c,6r3,xe,96r,j,tb,2n8,kn,xj,1gv,2hd,4ws,p1,gb,2ib,45e,xi,32t,3iv,4c7d,14h,2gm,1j,46u,zv,lj,1p6,pn,rh,oh,pt,28,ym,2l,22k,29g,2rd,264,3co,i4,4dj,1ki,11x,25p,39l,1gm,17b,65,3sk,1ve,xf,4egu,363,6g0,te,2jp,fj,7ya,9w,6gw,nt,673,i,5g,w8,65u,si,dk,48x2,32,kf,361,1qq,ux,1af,4il,1dm,11w,2j5,119,15x,vt,4i,1cb,1tl,3dt,3av,wv,1l0,fya,a3,4ah8,1at,fp,ki,2rx,y5,2yt,z4,4l8,a1,nl,3wb,1n1,4or,1o1,3rm,cg,212,1x1,1wq,26l,20p,1hx,3eh,oj,63,4fnq,18t,136,21y,6lh,1wd,64n,1mh,2b6,9p,5s,4vh,3h,2ek,pq,3jj,1dk,5gj,1aj,49ma,18g,2p3,akp,1j8,365,41q,va,3y1,1u2,2q1,1i8,p7,4p,1uk,li,h3,49j,2w9,8s,3c7,49c7,19b,1ou,bi,16m,4bq,2yx,3aw,ai,t6,256,6f2,vb,4u8,1ea,sf,3w,pq,6z6,1sk,1db,4v,1la,22x,1sj,4cni,n9,2ed,u6,121,3j4,684,mo,2dq,u,2bc,7zo,6q,qv,23b,2v7,tl,3zg,66d,7r,4d1k,1qj,876,119,awi,1k1,14z,1be,1mk,d0,54,1f6,75y,2ih,1r6,3sq,4apj,gs,2oo,ck,ub,2bl,2u3,32x,2ol,r2,283,1en,tc,14z,v9,cee,gc,49,54z,10f,3g0,n6,4gop,4cm,3ii,2ng,1ai,5s7,1g4,go,2sh,j1,sh,2a6,2hq,64v,275,258,66u,4ae4,el,4b1,3g0,3cy,1mo,2ak,bl,18w,js,2hz,4ox,485,k4,xx,3jx,20a,3bi,4o2,4d2c,di,3cl,6i,102,7w9,3i8,6l,lg,6y,16g,1mb,5ez,52u,43k,6i,3ac,1tj,5m,1g9,15t,zd,1sq,11x,xo,4m,49qo,3ge,1rp,5v,9q,4js,13g,py,95,6qr,16r,2mp,hp,1cl,4j1,qf,1w6,5j,2zj,3l4,4d7,4j4y,7cq,o4,zq,3w3,28t,1rx,161,gu,6i,240,b4x,7l,498,pc,6x,sq,2l6,4zr,4czx,2e6,5nl,1nw,2v,2nu,183,4ew,y5,5t5,2dx,1tb,68,pg,3cq,2s1,1gy,1jj,8,2qi,4fex,7b,tr,3qm,2sc,1s4,2o,8,u4,319,3mt,lg,4u4,ui,mk,115,8s,3dm,ex,54a,mb,g3,2j7,4e,3b2,np,3ib,lg,4bus,gj,16m,dr,2mn,30h,53,2nk,4t0,sc,1vh,pt,bg,4fl,jd3,15j,2zb,fv,48hr,em,3v9,3p,31,s,2sq,15s,3yw,2td,36h,1qw,50z,3yg,pt,2nr,fx1,mk,1z,492x,rw,tn,gi,nm,4i0,3pg,7x5,4kb,4x1,38t,vw,2ns,5uk,j3,i9,1al,1r4,mo,ec,3zo,4apb,2jo,4ar,16d,1v7,12m,py,8ti,2gg,5al,3ba,1ci,a9y,1ou,4gj7,2bd,2yt,5c4,n2,3vf,1gp,fq,4q,2d,1tg,ws,2fx,1cb,1sa,401,1i,2jp,bp,6pu,1rh,4d8u,3z2,47i,wu,1yu,60,ay,az,3uv,4wk,4py,uz,u,3wm,gv,acl,2v,16w,7a,484,4a5l,4cl,4k,70j,2au,7ow,r4,1jy,co,bz,4fq,16w,eg,1ss,1ar,7l,1zj,uw,ni,2v,1er,75,70,np,3ku,4a,4gzv,67e,1tx,g7,sj,2r5,1f8,21r,3u6,2x0,2em,6kc,4d2,cg,160,g1,16u,v3,38k,tw,1ri,na,1zi,497p,8bp,bo,3xv,1h2,m2,2g9,hh,6k,m3,39p,1r8,1fg,1kn,zi,8o,14v,58s,1x7,3kl,2md,11n,8d,115,3cl,4ao5,2qp,2t7,4e5,20k,35y,19b,4qe,ji,3qd,33w,2es,6tz,12v,41s,vj,12i,au,3k8,49qk,2b9,19,5dr,234,1ms,5y4,2iu,4st,j0,68n,1j1,3oi,20g,76t,si,19n,pr,49j3,29x,3u1,pv,8ew,1j7,dp,5r4,1pn,1s7,14k,2ae,5lb,1gq,3u9,s2,1qh,4ilv,pt,1gb,1sm,2vj,ei,2kx,48e,3ty,70,2d,x9,sp,4r2,br,83,da,43a,6jj,38f,4eqv,b44,b1,2wd,6m7,1m0,2ag,7r,17p,5yr,285,9c,1cd,lu,k,38m,a5,k8,1nw,n5,bq,fx,3cb,d8,16,jo,16g,48sg,9n,4s,19j,11y,po,1s,1y,39a,qg,1sn,36q,jm,3t3,ra,1v9,f3,2d6,jc,1hf,1c4,4tf,xi,436,5fo,lc,1fn,ss,2re,27d,ol,3,4aee,1hl,299,3zb,153,z6,3lc,5j,4ll,5ip,1pw,1fc,1nh,ea,1ng,319,xa,7v,o2,l8,a3,16m,1dn,42q,4dx3,4yo,dx,3ka,27v,4bo,1po,1mt,794,2ma,29v,2v9,62,18i,iz,b3,6d,332,24b,6y2,10q,48yc,1lf,1q5,4jj,3ah,37h,4kx,1x4,27n,hq,5q,aqk,3jy,1yo,1fc,4se,tw,76,23l,4km0,121,1su,3if,cc,1j2,72,ja,14p,11b,2z6,1fg,v2,6g,25x,a3,348,252,4z9,5rb,1gf,4b0f,18f,4u1,4j4,1ir,9c,393,2tt,3j,xx,1w7,20e,1hj,hl,38f,me,180,6w0,10n,6ui,4cui,2na,27k,11h,179,16p,b1a,1hc,6i,5qb,66,1im,2um,62x,2i9,94,nw,ae,ep,3q7,ai,4b2c,2g1,2ew,28y,2,rk,15q,1mf,1w1,2an,6jj,21t,6eo,2dy,25y,5w8,1k8,17y,19o,hs,3ba,4bft,1j7,24z,2iy,2rs,8l,1ry,89p,20v,ud,1fj,q2,7q,2d3,7h,4nv,6p,2hr,2nw,3aa,1qo,3t,61d,g4,49uy,25f,278,6hh,2rx,2k,d3,4tu,15c,4il,614,lu,2y,10p,1c,3hq,318,20o,3qg,2dj,ow,27,lu,gz,4cx6,1tn,47m,cj,h5,39o,1jp,7b,657,1da,12o,1h4,p2,46v,v2,54c,14n,126,5bh,4fyn,49u,1zt,u6,2b4,o0,2a,3i2,2yg,abj,ow,2op,1ke,3qo,21,rc,2t,5il,3t1,kg,tc,4dqc,5ee,1r1,ru,1dj,1st,2o3,4e9,2ud,1cd,3fl,yr,5j,3jk,1kj,1hw,u6,3hj,c6,11o,2e,bl,4au,48o9,36,18q,4zw,ll,107,ja,jk,86,2e1,ht,46,2ei,ez,18v,5hh,1ay,ov,5jv,fl,9y,1i,8m,2b,425,fh,2qf,wl,5at,1we,33c,4arh,21p,49,15j,r2,71n,1v7,xj,4r1,2tk,3lb,7t,2k2,4m3,3ep,7l7,3zz
Hui Zhou Gaoshengda:11v3,gcfr,98a,55m2,goux,3dx,6p8b,al31,97c,5v18,bd98,5e44,69o,grso,18znv,rfdm,59un,rcm,18shb,g5rw,nah1,bgcx,5ap5,mkxd,4s7g,64y2,hcbp,af1p,lrx,ary3
Humax:oo,617j,6h5p,4dhc,13k7l,5dxj,bi23,6o4n,a7pq,hnry,187xm,kvr,wqag,bljg,6ks6,4c36,70c,h8jd,boe2,b5mv,x8jv,5jg4,i80,62ec,ag0a,66kn,fvlt,sv0,5pfo
Hunan Fn-Link:ni7n,lx9n,59uw,hjgh,1q2fw,g78i,18mg7,1vqtz,13ny0,13jet
Hyundai:1tn,z6,309
I-O Data:vqo,20t91,131f8
IBM:gl,gn,al,n6,s5,qt,mx,pd,5e,c3,15d,89,4i,lf,8kz,36m,apja,4nu,b3vq,1ex5n,hu0k,13c43,m3db,b4dm,1errz,m9fs,2bm7r,yogf
iComm:bdpa,gtm,h865,gfzv,hi0v,56or,2ysdh,bpiw,gkbs,bchp,gftv,1vmto,h2ln
iComm HK:2df17,127sp,2z2oc
Icotera AS:2z9,31n,2znwp
IDT:4n1,5yqtg,lqkk
IEEE 1904.1 Working:3gr67,268cx,21k2a
Infinix mobility:6zkj,9vm0,1f16j,1jswx,14ati,ggkg,bl02,m3qj,kr4,r2h6,16d,7wj,mtu1,azp9,5j1u,s7ra,hc6r,r952
infomark:5yp,3g051,1v7up
Ingenico:ox,3ao5v,jcc
Ingenico Terminals:mn6i,1lc09,4sv1v
Ingram Micro Services:bzd2,2cg2g,g9ap,xqvi,st16,1vi10
Inspur:5vyo,7cpy5,bn0v
Inspur Electronic:48ibj,1voqt,wo7t,bdy5
Integrated:kh,v7d,9fs,371,55it9,46xon
Intel:j7,44,64,qu,zs,7v,15,kc,2s,aj,i,u,4u,q,7s,n,9k,7,38,1,dv,6r,1,9b,2e,94,1,80,1,3n,1,2,5w,1,8v,69,1,d,1,b3,1,p,1,ch,1,dr,1,1z,2,dk,4zk,fe7,af,bd,2oi,wb,x8,1,1,3fi,1gm,2r5,rr,jz,vm,14d,4nxy,6xv,48k,jjm,v9,45l,bh,hu,2j,4ew3,eo0,2y7,1cb,5q8,31g,abu,cu,4wzt,7i8,3jc,13p,1pm,b4m,236,4f4h,1ro,6s7,2zg,2n5,1ai,gly,eso,16t,4ek9,atj,7gx,36s,7k6,etv,4ff6,1nj,4m1,4wu,1hr,lqh,a2f,4dd2,9tn,ezr,7ud,4oml,1jj,5h7,cet,ebn,4wz5,ak7,nmf,4emm,zp,gp4,42i,a26,3rp,31,23v,2yp,4gqk,7g1,bjd,5g,65o,f9y,4fzy,65p,4du,ub,eqr,htc,3ud,49zr,3fm,5an,3om,byx,evb,1bt,2sk,lv,134,2jx,j5,49ne,kmm,3gb,2pz,a3n,71x,5wr,4f0k,aw6,3j9,9rc,2qt,cn7,17e,1n5,13w,4dqd,1tr,fmm,99o,kr,dsy,4c5v,dwc,bqw,8bs,anj,4qo9,2hj,e,4g5,6n1,58r,1t4,det,4b80,56v,4j6,34j,a5s,bn,24,1cp,l2n,4jrc,120,e1,e1g,14w,1lv,i5v,25o,4fwi,hdk,6en,502m,fn1,8y,76w,ik,c2,1za,1li,7ht,8yi,4onf,2s8,6kv,1d2,cag,1hj,13d,2qp,o5,4o1f,6d7,360,11i,bcs,azw,13x,307,t1,4jld,4id,jd,3f4,3fe,26o,1bd,bsv,4ua,cg,4h0w,97,36c,7p9,4dw,1rd,5r5,mld,4jps,cte,5ul,2fm,2hm,ifo,4db8,fj,46o,l2y,1yz,ef,75m,fw,1qy,4gjy,2yh,7pm,ao9,ke9,2j1,6m,4fcv,61a,keu,5m4,fv3,4eer,1rb,7k8,2gv,23u,1tl,122,v0,apd,cb,kp,4lu,4hub,4yx,4yn,1bc,2jm,cut,3zi,5dh,4q9k,1ey,638,6ug,28b,3rt,8kx,63i,86q,2wp,4okd,7d1,b6m,7q5,4k6j,18d,b04,5cg,5ou,5lm,2yk,2rn,9xg,4b2y,75p,5i6,4ok,ra,3p9,gpq,4bf,4xk2,gcx,89b,xn,k,4lgx,2xf,1nv,2d0,tp,127,a8c,6qn,4vtd,79c,rns,6ui,4ggq,2n1,57w,1mt,7q1,1kw,23,5jl,so,1dc,4b0,2r5,3v5,4d66,9wg,2n6,2d2,5tx,du3,2m8,z3,4k,ae7,4szi,1q1,3eo,50rd,1hn,3j4,9e6,2g1,27g,fc,1dc,1ba,l5h,38y,4iq9,1fh,71o,5p8,7p8,b67,4hkf,htv,kb,av,4b2,3sw,6at,66f,4gnc,156,nux,1qg,34a,5x0,1gl,4l3p,14z,18p,1n8,bxz,59v,1n9,9rj,edn,4mi0,kun,3dd,ay,4mjp,69k,52y,b69,319,b8d,3r2,1pg,4h7l,4og,3sm,75e,161,gky,4xv,4hz,43y,4dmm,56o,2s1,uui,6d4,4ksb,5ek,7ne,90g,57m,4qj8,48p,51j,4wy,jxh,16p,3ef,4nxx,105n,14p,sw,4du6,147,k,6dp,vz,2m0,5yu,51u,5zd,g5z,4hb5,f6,k7w,1qi,7cj,2qp,tb,3o,4gqb,23f,ak0,5g1,dc,3a9,a7t,mn,29k,dqc,gx,g8,4gpx,hq3,8yf,d1o,4tsf,q1c,4pkl,496,6cd,7lz,41b,o5,5x3,bu,4hbe,6c0,47z,21r,1po,5zw,2q2,3ev,1yc,2td,2vg,495,13t,kl,4le4,5wt,7cg,10v,wv,9s3,1xu,2q9,1rc,9ee,2m3,4nz8,a2a,bwo,dma
Intelbras:56n,xn1p,i675,17vvp,5qql,m471,1kvvg,26kfx,18jui,cvg
Intelligent:40d,f31,9u8ey
Inteno:6pz,18xm2,1fk7a,126pb
Interface:1wi,nge,2,j17
Inventec:5yr,1mh,k9a,3x3,26cr0,1qbz8,xrm1,aedt
Inventus Power Eletronica do Brasil LTDA:5mbtu,bvjc,gpg7
IRay:3wze4,1pxf5,34eg7
Iskratel d.o.o:155c,m8a0,2nons,m0m2
Iton:ndr6,132zu,2n77v,2yixk,192rb,68zo
Itron:1hd,5ye,70tqh
Ittim:3mat2,g3kd,2t6fu
Jabil Circuit:121d,gjee,b1hd,266zq,3rb4v
Jiangsu Huitong:cizt,m8dv,1kdhx,417p2
Jiangsu Yinhe:5qg,7sz2m,6kwc
JingHanDa:6q14e,s2bx,13hdp
Jingxun Software:6qh4,1etn5,5mzf,5a3r,1q4pt,1ovay,1wbx9,17wfc,nbb5,gqzi
JinQianMao:21dp4,2ikwj,4t8c1
Johnson Outdoors Marine dba Minnkota:561,5n590,269ig
Juniper:139,28m,8z,k8,k5,ev,da,dx,9p,g7,8a,7t,8w,bw,24e,isj,af7,1e0,506w,2lf,52kz,oia,9k4,4o2l,go7,7t6,yy,4yni,8kr,6abc,4v8y,68qh,4wu5,a08,r6i,5tfn,4zpq,4rz,61b,4qqf,1t,epv,5pih,bg1,ao6y,5prv,88c,df,1mq,5fam,5y2,4ii,2ux,88t,5bxf,d4u,1ih,4wpl,5430,h24,16f,6v9,5vnd,ak,4oy5,8xi,td2,4e4p,18xl,4qur,51g,b9ps,6wd,bwu,4qew,15a8,gsga,4hnj,alg,69,ybl,4fgp,11dw,4zth,2xl,8tw,963,4fm9,480,v10,2ed,4m3m,5zs,kcu,3md,awh,1gk,120,gn61,b2x,an1a,c7c,s0,ak7v,se4,5j2j,4vz7,8w9,58lx,n2g,5yk,5adh,5xbo,a6ul,ci8,onr,4mc0,6u61,4fu,5gk5,l,4f92,1667,4fjq,gu8,59ck,blz,ih4,4yin,5kpk,12yc,4s22,vgr,54g3,41p,4q3d,788,1ac,c4l,4u1,4yfs,9al,9sd,5unm,2ra,22h,2i5,5ju4,7p,4u98,jk1
Kaifa:5lh,3lt43,rqck
Kaonmedia:1q1,xyba,1qu11,1ufgb,hay0,4upn,i7pb,4kyo,5y5y
Keysight:5ad,4p,1qt0s,38w14
Konica Minolta Holdings:6ej,9j3,aspo
Konka:56c,5bk13,61dy,4700c
Kontron Europe:2o,9h5,bpc2
Korea:14g,1fv,3th,130
KTC:6z0,8wmjc,n7y3
Kyocera:6tw,144k,1dhs6,an5,2t9c1,s2tb,2n2g9,brqb,68tx
KYOCERA Display:4p4,xeu,20wnp
Laird Connectivity:7gq,ykll,6k819,1pjy2
LandisGyr:32r,2j5,3wbkn
LAVA:u3,21s8q,spq9,1pjct,260jd,xpsi
LCFC:8kn,1l3od,mnon,x1wy,4z0e,17f6,s7ln,4gkg,yfxs,5le2,4u4j,ndx,53l8,ccxx,4hte,1q209,1914e,mjb4
Le Shi Zhi Xin Electronic:6vdg2,cgy0,l61p,hr02,gt3j
Lear:56f,2t464,yka,2h96h
Lemobile:1ll1p,5gkkt,qzfr
Lenovo:3r2,ngd3,4u29,krm,gmnf,1v3u9,nc2k,g6m4,5q0h,50ke,hnna,ba8,apu3,n9dw,a409,5fqz,ocn,arv9,148k9,4g0r,bdqz,61w8,auzf,hd8j
Lexmark:sg,5j4,c7,jli,4olmy
LG:5lu,er,6u,3c,ew,4u,d6,9u,71,2rc,1se,3qe,1df,gbz,aox,4jbw,6mt9,4umz,5sje,r77,1h9,5cpw,fvov,21v,h4x6,xn,57hq,khj,cax,e9f,4npo,yk8,4hze,i1j,5w20,33v,5gmf,ar73,1fa,9g0,awvs,b48d,jmp,hz0,4ueq,cbn,4zqg,wxq,4fw6,ol4,2c2,7mo,1ci,bb6c,194,4gwa,6ia6,ck6,4v80,uka,5l7d,4s15,as7b,9as,t4h,4u1f,5er,h6yu,7am,5z1,adj4,49a,d0k,akax,2mk,lri,7k2,4ofh,fdh,utj,4kgu,6akc,ci1,153,4f7t,6sxu,4mru,5ml5,h2r,4tlz,1a9c,4j8z,14dw,4cu5,bkcb,58qk,hanb,ax5,al4f,b5k0,8l2,ify,3yh
LG Innotek:155,4x5,a4b,5lmq,xbte,5wqk,6jyu,4fiw,5rta,6b51,lsx4,6h39,b58s,eq,rzu3,5sr9,lplh,b1cg,5yqf,rysf,h3dy,hkda,b6ea,4h85,h159,5bxg,6cra,lqwi,i62y,m5q0
LGE:3lcyb,by4q,1jt1c,1ev04
Lite-On:kj,3hr,c2,2e3,oz1,gjl,lohn,5kj8,699e,51dr,56pn,g5h,5jrn,vvm,5h4l,5ij7,4kex,d20,p0g,gi6t,p5,28u,6214,4wfc,666l,al5q,5vxa,4uo3,6f9b,b16v,5wt7,54uk,5chg,ymi,7yr,4pog,sqy,b8,138,fv2e,rvgq,18h2,4j1y,5ory,qr4,bfoj,b13h,8er,4f44,by0j,kim,mkeb,56sy,4ynx,54i,rpt,bciq,9yka,zd9,5ihz,4wuy,awq,k41,1wt,gan5,5930,o8t
Logic:co3,6ay,76uua
Logitech:by5u,bc9x,1koxd,g64u,2nyvk,fs3u,1q0kd,c7tl,1e2r1
Logitech Far East:21sgt,gldo,70zh8
Longcheer:71t,gv5x,2t6ry,2721e,1qde0,2mmut
Lucent:13a,8h3,9f4,m6y
Luxshare:n6va,1p82i,1f15o,34d,5b5zx
Machinery:26u,12py,2t4w
Madge:33,2a,cg,oyw
Maple:20e,aot,38h
Marconi:1e,2s,69e,m4d,377,1h,25,30u
Masimo:bagm,2thns,26b0x,1vgo5,mi8h,n5v,y0gf
Maxlinear:fzl,gudr,695ue,2n39b
MCS Logic:66f,cdmc,2xk5q,4dgun
Megafone:198wr,3rqzl,4c76p
Meizu:27oyi,1envm,g2ig,1l5we
Mellanox:jt,6v6,5rdz,6buh,4xbq,5vfg,gixp,bpd9,1pmx0,1qm2t,qr5g,65uy,51bh,5mnq,13nep,53h,n6f,1otvb,6r3a,4edj,bm2i
Mercury:6fz,12m,7j,79z,3bj,b8rf,5xio,5c3i,guc3,ba9c,s3ny,hmxh,50f5,5ifo,5a9m,2dq,d6f,hbkf,a3dm,bng2,13658,6m8c,4xvb,1eugg,arvx,262,5ant,pf2,blkr,a62m,t87z,mfxb
MiaoMing Intelligent:1qry5,gzue,aw9l,ml7q,2cogw,1pd3w
Micro:1v,jy,1pi,450
Micro-Star:2gm,va,19,ju,16w
Micro-Star Intl:5ua,s3,ik,zls,541h,1kton,55mu,m5ib,5uc5,bllb,18d8j,195x4,2spuh,6b7n,349
Microchip:wz,55p,68wy,2i3xq,lk4c,hiqs,aozt,xo1l,45y,13v46,2c5vv,n276,qw24
Microlink:bo,241,2iy
Micronet:3ej,yo,92vpz
Microsoft:sf,1tn,10g,lf,il,15q,vk,o6,8jo,5e0m,bdp2,wrr,4lza,67c5,9qt,a9oa,5lcz,f1u,e1z,afil,cw,5pnj,8hm,586q,f3o,ay7o,9n6,utd,50dz,amy5,5xsh,ar9,4xxy,9i9,5fqe,bt2b,5x8v,34z,4w4j,ba8,b4zt,57z1,l2,am9,9yz,5v17,5tvg,a5s6,14xn,5eft,50el,2hv,gw7p,5vpa,5ane,56p,5ji9,c92,53cz,bry,5bw3,5xvz,h1il,a6x,4nht,5y8,5whc,56ft,5vft,bvq,53jt,h8f,5boj,5w46,5llh,62ss,57j5,amwc,lr9,5p3y,5708,86h,527g,fv3,5ln0
Mist:3lq9h,2ypmw,wgs,4g8t,1k68q,1109
Mitac:nn,631,19,60z
Mitel:1nh,b6wi,guze
MitraStar:h9vd,1k8x3,me6x,2hkaq,vdt,rzn9,gb2e,c1hn,4x3u,c913,a692,holk,4zf,gn18,ai7y,679v
Mitsubishi Electric:7ma,moc4,ykw8,azzh,bfbn,1864c
Mitsumi Electric:m42,9lw,4o7om,2np41,axcu,1qc9l
Mobiwire Mobiles:2yul0,1k49o,2cjkr,naw6,ls9r,mg03,6lks
Mojo:3g4,1wbsp,3fl4k,3lef7
Molex CMS:1tm,71vjo,2more
Motorola:208,57u,t9g,7rq,4oh6,vbz,4rpt,men,6oi,5m5a,6iw,a32u,4df,bg3c,65ii,4zts,t77,bfgw,4a39,cw7,b7v,5x78,5ard,ji8,and7,32z,4xv,4w3b,ju4,5ntr,gbke,6lij,4vd1,5c09,vtw,4o33,13tr,55nd,c35,5deo,h7cf,4trd,5pwz,3s3,5436,xbf,59s6,boo,5y7g,4vch,23b,612k,4n6n,6qnm,4tab,5unw,5tpb,b2u7,beop,4xy4,od2,kcs,4sx6,6jg,ayas,lvf,4lnm,gkz,jd1,4kd3,mqb,pko,4svu,k1x,522q,lgy,5j56,57kk,6w4,5kpp,5mea,4vd1,p7x,61w8,5rg7,n7,4g0e,yvn,3as,3el,5gg0
Motorola Solutions:vx,3yg,1e5,2zp9e
MRV:33x,1bg,1wx,2d0r5,41p1j
MTC:4jf,3afor,26ove,2suse
MTI:3wt,rvo,2nxu9
Murata Manufacturing:2ul,12r,2rs,zk,39h,82y,c2c,3gv,51m3,ovw,gm76,2kt,5ed1,5bt1,5u1k,84q,4sir,6qce,aj3t,t076,52zc,4fj,5zmb,mco8,5ney,5vx,4ftr,151l,lsaz,3v7,5jop,5czb,mbr7,5qba,68p2,bk6i,4qjl,6a4v,i3,co,4jcn,hfpx,bshc,gm96,bcio,4ovk,87a,w9n,4sii,15r,590l,zk2,5uu8,2u1,fw8y,uc2,4ukt,5bs1,hpix,4wl
Mxchip:6a1v,4ueab,5lsc,1qaxd,x5mb,bgda
Nakayo:159o,2s21p,2ns3l,2bzlb,1ql94
Nanjing Jiahao:2z6g6,1fj8i,17rv5,uti
Nascent:vmk,1oxkf,2yvxf
NEC:24,4ej,2x1,247,3geu7,12l2r,ym9k,2splj,1evkh
NEC Platforms:2ki,2vd,64y,7j0,asp9,bpj0,h9ml,26jey,y45t,r0zx,yuia,fmp5,13fq8,27gmt
NEO:1ew,r48,91jx0
NetApp:pgl,69f,w,83lte
Netcore:39u,jbl,5vw,5lop,3rdrz,4zj92
Netgear:1uj,196,xj,rl,ki,l7,7d,lo,hf,g0,kjk,5pwf,4qwt,abf,qka,a9m0,7o,14g4,4wvx,gfm0,czb,trf,aony,dty,4skl,pbe,51dp,62hn,5liw,53tl,5trw,5x8a,38y,av00,5hu8,68l,13pvv,5qg,ahbf,6efn,adwf,tgp,4n9e,bexb,b1ko,s2h,anv5,roc,1vm,4hdf,5sn,63t,6wh,5b7f,gxje,dwj,bf5,gqrr,524d,122u,48jl,bea,65bw,53t9,nfi1,4p01,2c,etj,65sh,5nu1,lq05
Netis:64ys,76hbe,oqb
Netpower:1hz,u3x,4dl6l
Netronix:k,1mo,16p5
Netscout:pe4,682,5m5v,8a6ju
Network:4p,1pp,mk,53,zf9,2t
New H3C:11p1,63l,4r8z,tto,4r6b,95h,5d9p,5fmz,5xcp,bq9i,roeb,5kl,z3,9ek,4gw,5478,5ygx,vm,1c,5tlz,6w7,4xct,qng,4db9,63rx,ejq,5v3b,568k,50rq,un5,5ifk,3z1,5fud,6t4,5pq4,4ofm,65w9,62mv,4ofj,5qx,ly6,4ugz,4dq,ak6,g07,3y5,3,4km6,oyh,4uis,120i,5nfh,4x78,5alx,zsw,57f0,500a,bew,r6c,3aa,4ha4,75,3nl,5gus,r1l,eac,4rb5,t77,4x8k,6eu5,5clw,ai6i,b8ww,5f83,yhw,b5a0,xusd,mh21,4iev,660o,n3h,ahie
nFore:4lv,35bgv,38xwu
Nintendo:1xb,2hj,9h,aa,68,6k,41,34,5w,72,3d,38,3t,43,aq,3a,3z,2m,19,2i,4b,2a,12,4v,4t,55,4w,5fbh,sazp,5rm3,5avd,gvsi,benw,p67,h1su,6m5,at40,ltnd,pha,2n9,4ncz,do8,5rdt,60uf,g3lv,5pq,x3l,50wx,n6p,4fdn,pob,5r6y,5qvv,g6ao,nj7,aler,5hn5,n7x,9w1,5lq3,aaaf,6zf,jwa,rozp,3pi,70i,5j65,9d6,ludo,d73,ig5,4pes,6gy6,4w4g,5lo4,540k,1782,31g,abdl,g73,bbn,5hwt
Nokia:ku,2db,j6,5f,7i,3x,4q,3n,3a,1q,34,32,3z,2t,2n,1f,23,1k,2w,y,16,1q,2n,37,2b,2f,3g,1r,1z,2t,1m,2,2t,1f,16,29,k,1p,1,2w,1,2k,1,2j,1,3l,1,89,1,4h,1,29,2,2v,1,46,1,53,27,1,3c,1,5m,1,3r,1,48,1,2r,21m,ro4,3wc,4ohm,aed,fbp,55j,4xzf,5ipv,67e,mgh,4n9,4fle,nal,5lk,fv6,3g6,4bx0,7nn,1nf,c3w,dq2,4o4w,cfj,1iz,8mk,bx0,651,4m0m,11u8,4upo,nlc,239,3w3,4gk5,5tvq,r9h,4ymu,mj4,1ci,4rqm,1330,4wzs,8rk,5t6,4nqk,b8r,5ax1,2m0,38m,rnq,ag7,4qc8,7b2,e5,61w,1zu,bjk0,5bq,6o,4gif,hre,elp,4rf2,3t0,3iy,fhl,cp7,4ra1,ajx,b1w3,8my,jry,giuh,4r3f,s0e,2gu,1gj,bhg,4jkv,kir,ahc6,8m8,13r,iig,b0m,4vby,dce,5bsb,5dzk,dba,mln,4sfu,5b4h,nko,2k4,k9s,4kz1,qk9,2rg,4hgb,6ar,599,mby,2e3,9rn,5ay5,4saj,9vr,1yk,nea,488,3dg,4q0f,71h,prk,4xmv,r0,1c2,3bx,fv4,t2,4tg,4ept,bm,6a1,at4,l6,5no,doh,53ob,2rp,mv,53ry,7rs,3s8,11c,gbuc,c4z,4ux,6o1,bf1,4n31,75t,8nh,5404,5wst,ag7,7c1,bcc,2up,4yeu,6fs,j7,62b9,4u9x,34b,aqe,95w,1wz,4nk,4lrz,er9,7f2,5453,j3g,ak,31e,4k1,871,57j4,4xzd,4bv,co0,l1o,4fsu,mgx,2hg,2c6,8rs,7v8,54va,hds,4vmg,dka,5fcc,kgs,4dib,eh1,kd,i4c,4r0b,3rd,jgx,gf0
Nokia Bell:bmq8,gqe,aroy,18r3g,13bfz,bxf7,mt4h,r0hq,7sc,n45d,awd6,bbtt,rvv6,ggph,t999,md8t,4lkv
Nokia Solutions and:nok,bfmd,5g1b,s2lm,b7vn,hchg,5d6m,blh9,balz,gxmj,g9ou,50a,ha8k,gvc2,1jx7b,gjdq,rnug,yo4s,52v1,50gx,ye6b
Nortel:39,7g,66,6b,9,6l,4k,xn,o0,1,94,y,2m,1y,2s,2r,3c,7n,4h,3u,3r,2j,4o,1,55,3d,2j,25,3c,2y,4b,30,67,55,3c,4u,46,45,2l,3p,27,2f,31,34,2n,24,1s,1o,2c,1s,72,3u,3j,3q,4m,6r,1v,1o,1i,br7,9lj,2i321,13lby,g9ty,x6i9,yrrj,funy,2cazw,b22f
Novatel Wireless Solutions:4cf,ywef,lvdo,76hki
Nutanix:34yod,3wji2,1pa32
NXP:19psh,1vpy7,54hs6
NXP Semiconductors:j07,6px4b,20n42
Ohsung:t8ct,aeu4,snas,26ma5,gwfv,1f0fq,172,17prm,xqv8
Oi Electric:3b5,355kq,262yu,34hja
Oki Electric:3fb,3xb,i1d,1qi1q
OnePlus:1qq5r,5q4u,woy0,mkt,5f4s,m601,c016,1jueh,b8nf,5482,bzdf,gkzs,nce,1dso4,s1pi
Open:i9,2dd,mc
Oppo:bnbj,60n4,atge,4l8,c5m,8f8,5oa6,18y,4g76,cpw,18x,9bc,f05,54v,4ych,5un,4xts,lu8,xl,b2kl,ak,f5o,gbf,4dnz,abq,9hs,11g,jmw,4qn2,5gao,j8k,67df,51fy,4vfp,ji0,e5r,5bf6,2d3,3f7,4xoz,bn,at0,623,ob6,4k7b,3qt,eoz,4ydn,him,5q3o,f46,33b,5045,53ko,4zh,zjc,g6y3,oaz,5nk9,5pr7,4ltt,5wpc,b9de,50yj,h0d,oau,4j4n,7by,bf0t,od7,535j,52tb,gaj,tlj,52xi,5v,4w3i,ii,8jq,rlt,7qd,4g70,oqg,5eww,l6,fht,4xcl,jok,2a5,3v3,4ow9,qc1,7fv,4t1q,sf9,h7,4u2d,5jqz,mao,fkw,4o41,vqj,e6,5a4,5jv9,4jf7,b4qk,ao0,4no,57uy,5x2e,4sq,brd,adnr,7n5,3xe,eze,9p5,5kit,4ll2,fri,vwm,4uli,18w,2gg,64hk,a324,vxw
Oracle:n,2u,68,gt,qw,1jd,78,41,jb,54,2hv,1i,5q,p0u,acu4,1fmtc,4tovg
Overture:12y,g7,lh
Pacific:lg,h5,13s
Palo Alto:5cn,l8l,aili,8x5,alw,12twr,nobm,1dphr,5pd7,bfnm,s0bw,5ru5,bn81,adew,betj,18jj8,mlv5,mfq3,p6r,hca,9z2w,c2pf,5jc4,5ct0,lzmh
Panasonic:3mv,1eo,1g2,izb,aj3n,2zvn1,4214i,138bs
Panasonic Appliances:21bb3,2zkra,20jjm,1ext6
Panasonic AVC:5hv,5n7r,148r5,33rjb,13wnj,12dlf,1f5o3
Panasonic Electric Works:fuo,m6n,7blmk
Pantech:350,1pzes,4jc5u,1v8p7,caq
Parrot:3ks,40y,5m2wp,awf,m9g7
PAX:4mn,3akla,55f2,4dfnb,1pgpd
Pegatron:mgy,gp2b,56jg,mnhf,y1ar,m4k4,62em,bl1m,2k4,ftln,mxc0,5pm,5q3y,67w4,4bc9,b7l2,6kgm,4r3g,21n4y,rx8u,5xp7,66h9,4sy6,b0il,675a
Peplink:3fy,musc,7my3y
Performance:j39,ixz,4ud0z
Peripherals:j0y,6f2,8,cjg
Phicomm:1pxb5,uux,2ci7u,gc7k,1ews5,20q4h,h8un,1e595
Philips:11q,erf,92i8e
Phoenix:3sb,1ki,zu8,88n7k
Phytium:1frwv,4ht79,1kcgd
Pico:kr,2ibz6,4ztzu
Ping:6ms,34mdk,1kiuw
Pioneer:18ae,4i86e,19ewg
Pivotal:cne,sl1,6uyiz
Planet:9jj,34oc8,3gehl
Planex:6vj,lq5,13l9l,1kcbg,2sci3,3afoc
Plantronics:p5,4c6,1z4,hw85,1p2tu,n12u,4j7ja,1j1n7,naar
Power:28e,25p,1w9wp
Powercom:3hx,j,60j
Primax:hi,589,26kth,3s5wg,3erzd
ProCurve Networking by HP:4hl,w6,1l4,9t,55,b4,70xyd,hc2m,1v619
Products:tr,3g7,8i1,cj5,6,8vvc6
Proware:4kq,2tbnu,1fn7p
Qihu Intelligent:13wji,2hjkm,3a9gz,bg8e,m9uz
Qing Dao Haier:6w48u,gpyi,h9xt,r6vo
Qingdao Haier:6uy1,4t6,lkwd,625d,12n0e,mn80,1ff5l,264dm,gutg
Qingdao Hisense:c9cv,4ew,rmgc,bsy6,laj2,hx8b,xa07,h4eo,1k3m2,5vsy,xhhn,rphk,aybj,5i0e
Qingdao Intelligent&Precise:ngaa,469,184pu,bidu,2nyb8,5r29,1jbz4,2i2xn
Qisda:pp,3zh,193,14ei9,2t4zy
QLogic:2se,2l0,1xp,use,69a,9iseh
Qorvo:z3fq,xltq,rq0a,3fa3t,1kg27,5rag
Qualcomm:vra,3wfy3,1dt59,6wte
Quanta:1os,2p6,z2,n8,10j,lv,uf5,590c,5sp2,1e87f,1klke,h7hr,rywk,201if,hmd4,g21g,5y44,57qd,nhta,m8s8
Quantum:2w4,6p4,6bc,sgq,3ewud
Quectel Wireless Solutions:6cu8,1vfel,13aj1,kut,4w10,683y,grqq,m1qw,bpnl,5vjo,m4ty,309,abny,cbwu,51v7,18kg9,18n1s,5ykg,fw3,4y6c
Racal-Datacom:1dt,2t4w,kqo
RadiAnt:ad,17yw,4cf7a,3rsit
Ragentek:1lkgj,3qdt5,26h3k
Raisecom:2u6,191iu,hoqc,18ymh,1pl94,185fv,n2ln,mrcb,m17j,68s7
Raspberry Pi:1lbcx,5ld0q,1f9dz,auhb
Raspberry Pi Trading:
Realme Chongqing MobileTelecommunications:2nwjr,sftn,1z,xht8,1pvkt,20oco
Realme Chongqing Telecommunications:hnb7,5jmc,mr2,gnia,5lk7,1877z,60ar,4v46,uai,s498,5u1e,llja,hlrj,scne,55jd,mu43,gc6x,5a7j,64sm,532g,c7ka,4iox,q9p,avqe,c1t,5yvl,lvfq,6ri,80g,gehj,b7ox,fmh
Red Lion Controls:15w,cr,2ag,fbn,chv
Redpine Signals:71j,50pf2,bbut
Remote Solution:sit0,gsul,47dje
Renesas Sdn. Bhd:stn,h2il,x76j,56cr,hc5i,5w31,kus,rcpq,68i5,5l3q,b3t6,xb3z,rm6i,h5gr,avsg,f4j,mvqn,ajjf,62sh,bq5q,18e67,13fug,4n9
Resideo:154d,2svy1,4co8q
RF:419,cb7q,54d5y,1vh9e
Rf-Link:21opv,5p2v,642,191m8,1eo7h,abnx,27cfg,4xqj,61ke,bas4,s5or,mh47
Ricoh:38,7i7,3fpja
RIM:70a,sj9z,xzxg,59ue,3qd,gt8n,5i87,25p,1w093,ltzp,190px,b81v,1egce,137d5
Ring:21dwk,19u2d,aedh,211qm,h3tz
Riverbed:2wm,4gq,48c63
Robert Bosch:2n0,gd4,6jygo,sdse,mwbi,1vdyd
Roche Diagnostics:2sv,9wa,6a8,76lb4
Rockwell Automation:58,5pc,blyx,mctv,13z01,g5jc,135nq,ka7,h7md,4tv9a,m56y
Roku:2mj,b706,bp2p,natn,3khda,bygy,5juk,4ss9,13x96,4xz2,mu7,5kwu,e2s,a9r2,jks,5x0f,fzpz,5wdx,5fv0,6fpf,4nb9,5o2y
Routerboard.com:2f6,bmy7,nebn,rstj,130ov,5cj6,yceg,aexj,bc1p,2nob0,h83k,aje4,c3gt,adc1,brq6
Ruckus Wireless:3v6,1wc,er,n2,eb,8y,5ujq,c563,5leb,abvp,9oe,59at,p5w,531h,5sqp,fw7,5hw0,55b6,klc,6ih,53il,4zp6,28g,ls4,l88,4mfw,10qj,fmg2,c1md,5k6e,51c4,yk8,54rr,6u5,dpf,5gqb,5j8j,awaw,5r3z,5skk,4uj8,gdr,g2ui,10hf,4pvn,28e,b408,lmt,q5b,4jjy,6a59,2gl,ash,wxb5,bc8y,gy6u,bia,4jmk,2z2,5jsb,vy,oih,gp8h,gsi,un,4va6,69kf,4qz8,bb55,5xz6,a7s,56um,mgy,bjd8,4uuf
RuggedCom:258,1rt,5ssmo
Ruijie:3hp,jjj,mjs1,50jy,t4mi,a5yh,1em5v,62or,xi07,d81,lrr8,13jfi,1fccg,5805,1kl39
Sagemcom:2u1,1dp,s5,hg,j9,81,qb,f5,88,3dy,80l,4sy,gc3,5qyx,4pqb,tvk,5e5p,4pff,15d7,a7yg,ddg,97w,bag5,4y8a,imx,5skc,528q,cox,kzf,2vn,4hjn,lz8,57kv,22f,1xo,2p4,67c,fzi,4pjz,m72,4tyv,l3c,5gp7,j9i,8go,58s0,7mq,1,495,4k8l,hv9,fig,4lgc,aa,6373,5k99,588v,3kv,j0s,5ssb,eef,afb3,twy,4cfu,5r79,l3w,6l3,dna,49wz,bqe0,ibe,4kl5,3w,3ox,34r,12cb,4iu3,5lu1,pmz,9v,gi,5msj,4sni,zq8,b3e,48d9,f0v,7co,5bmc,12e6,4dut,764,eew,amdo,62t,gp6,4vwd,65l2,9g8,53hg,ehe,5q3m,57o,1ue,arog,mo8,43l,a9di,m6o,73k,5rlh,8,1,1,54mu,bqx,4rwp,5tcp,4dx,7p,4b6,692x,4jgu,baq,39y,89j,9i7,gqct,5ih0,3bv,41q,629,5c8d,4zxz,a75,6k,4xmc,k7u,p55,4dg7,w52
Samjin:1y6,1kqex,2hm7l
Samsung:6o,1bv,23g,50,3g,f6,w,3d,1l,1,33,6m,c,62,d7,7i,4r,6a,5t,3r,2s,1,6i,1,an,3p,1,9z,1,2n,15,k,1,3h,1o,1,2g,27,1a,1,6u,2,ef9,io,d8,1n1,250,98v,1w1,wj,5m8,ni,3b1,14i,4dm6,q3,2no,qyb,i0,14q,4q,mq,4x7,7t3,49sh,2gd,2io,47i,18r,bk0,3z8,6ui,3be,18h,2tm,4u6,de,2rh,3q,48tr,3fn,5g0,cz1,4oj,xm,5b1,22a,8sr,8o,4fdm,4cq,2cr,ba,zq,1qo,g2,bx4,3m2,yt,p2,cv8,c8,328,1j3,4btd,5ye,3tl,4jz,2i6,a5r,2js,1nb,tk,3ds,1d6,b7g,4ejj,lp,yi,kl,6h,rs,3wn,10a,1cg,1kv,51,16s,1d0,2d9,f8,50d,17u,6o2,42e,2xt,3zi,4kfe,4oi,674,1oa,s2,37s,33c,7zf,1x,aph,4e,3oz,4d1s,4yv,12d,6v9,1xi,339,jxw,fj,164,4gp6,1lq,1ca,a1y,3i,304,2rf,866,a9x,3n,47r,44m,yf,1ff,48vn,7af,3hb,v8,dpv,47a,6re,1gq,1ya,4ksc,1he,8es,q6,kyy,2hb,4mtv,3kp,g0v,1ya,6tw,41b,5l0,ui,bz,1k0,8y,4jva,317,1ub,sk,g50,1iu,6c0,3ud,14c,4jxl,1rz,4s,2a9,4jk,n,blo,cz,795,12e,19c,b9x,4wp,4chg,406,1i0,ara,jv,1jd,8am,45r,5bk,6gv,5bc,4c81,n2,vs,697,840,n20,4bx,4gnz,aw0,2xb,39f,24y,4ih,hzt,209,4dut,418,5ql,y8,1ia,39h,4m7,77o,891,4s08,2pk,8bv,ch8,4l4,2ih,3wz,4ex6,9mi,27g,2dr,1dg,17f,6di,2uc,2mo,2cu,17l,3qz,3du,7vy,ul,1hb,4f0e,4zd,15j,s6,dbf,240,1n8,5ps,12v,3yc,6f8,1ml,j6,4ept,qfc,252,3ng,g0,4mii,5uc,2q6,2mu,1l0,afv,3r8,3q5,49m,1xe,5si,zt,1rc,4l3n,90f,of,2ed,4di,9g,3hq,qu,23h,4e8,264,961,48kt,vr,43c,2,cw4,2wu,25b,u5,2sj,84f,ki,gx,4ub,4jm,4djt,6o6,6ld,gh,352,4qc,23s,d3t,7we,rw,3do,48f5,98h,2m,7h5,5ew,3mz,af2,35k,4b4,4af,4c1q,4az,1u7,ga,9g7,h3l,5sf,8ez,tb,4d6s,8sg,512,cmt,f4b,4bvi,665,ng,hy,3ft,1xq,168,21,265,1fo,dpu,1wj,nc,3k1,17x,95b,13a,4bcx,av,3aa,1ay,2cb,1xs,8mh,3zc,3bs,gv,12l,9oj,apb,56,4dy1,5l,1hp,3cj,1i4,2re,1d6,h,17f,hp,2tw,4b5,2aj,ro,46w,98k,4kx1,3cb,i8,5e,1n0,1wu,2r,4zt,tg,1un,bc2,2dc,3bv,2b2,4sdp,1rz,d8d,2oa,4rb,ty,pg,24v,31v,4q62,fp8,1j1,10a,kj,1yk,8w8,1gh,1gc,1t3,4d5,1cq,w8,28r,49x4,11p,idv,5yy,4fy,501,ym,b6t,kj,4avs,8pm,1f2,5ix,8x,3gt,3qe,10w,34q,7d5,7l3,1x4,4f0z,1f7,39n,31q,2ee,4yr,94t,ij,8w2,1m9,612,4g9i,6wt,z2,s7,2et,7b5,16o,7ni,4v9,954,2ko,1ac,4e5t,1rd,3dg,17l,b8a,45d,2ha,8cq,1mk,4m0,v2,1c7,5t,4h4z,81w,bxz,1qg,2uw,4dj,p1,81p,3qu,3lv,4cvh,3bk,44p,zn,q6,4ir,172,7at,n1,hg,13o,17i,4qv,bpl,4mp,4gf2,4n5,741,10q,2mq,d9l,3up,8kk,4pb5,iz,7ee,8af,8i8,36,283,2vy,10i,1lh,4gq4,6bv,7zf,2q9,rj,12c,6zf,6wk,2tm,6ih,4sdb,ij,so,2ul,e1t,1ie,4s,20j,3sw,4ii5,sq,2e7,736,5x,ed,26s,d9,600,q5,nj,7m,r0,1as,1im,4vy,2g8,65o,468,4g8k,15m,2f4,512,2cj,5o3,6s2,bw,2og,7mp,9,45o,6b,1sq,4jkf,m6,7i3,2ro,1go,179,12f,378,22p,286,25w,56h,4rg9,ha,132,60p,1sq,33s,8xf,3kl,4nt,3n5,jd,s,56v,4gob,i8,50u,7cl,7yu,d4m,ajw,3tu,us,48tf,5t,3p6,rj,1h1,hy,2ed,7zv,2hj,4yt,1mq,85i,39l,4d,2ph,344,5qd,4btj,ksf,2k6,54,bt,3uv,37p,b76,e3,4dxb,o9,7jp,71i,hm,mz,2nq,z,7xh,3n8,6ml,5iw,4rf9,6nw,2t2,44b,db7,j4,2mk,584,4a39,tmu,pu,2o3,4wx,1o7,wl,231,4ikt,6ge,2s7,4pi,1b,we,684,5g,472,5ra,9lw,2eb,1cs,10r,e6,49f1,2oo,82o,41e,ef,5s0,3hc,3vi,4oy,1z1,9ou,4g4l,2yf,if8,665,2sy,ara,4fo6,5om,3vy,6g4,aa,20j,17g,w5,fx,4q2,d6j,571,1aq,1g4,4a84,1io,ui,act,9a9,1xq,i9,6lh,6wk,4oj,4y6,2cy,48qb,boj,2yv,2l2,5l6,2m2,1zp,cza,47x,2bw,4b7d,48h,837,6rb,8k6,3hq,yr,wl,5mm,4m4,3om
Samsung Electro Mechanics:hk,61t,10e,19aez,y3gq,xwho,fsdf,u9u,13m1f,fqkd,gxfz,b66e,b8e0,ca9r,fscg,xzl4,mrxf,18hxx
SBE:5u,ix3,cot
Schneider Electric:2c,2el,vz
Scientific Atlanta:22b,xa,jp,lu,8lf
Scientific-Atlanta:4gi,tt,fb
Seagate:y7,1hd,12u,l9,pr,ye,lb,vz,7138d
Seagate Cloud:ftf,55,co5,9hq
Seiko Epson:20,7kz,26ld3,pxc,h582,g6l4,swkw,26bt3,bgix,4kb,a28f,6rfw,1pnkt,5isv,wvxv,xqu
Semptian:6kl,1ga,9ueib
Sercomm:2vj,z1v,gfmv,5fex,5fjg,1ebuo,658y,aki,1ev4k,rto3,5gnd,3w2,12x5k,19gbn,187xv,cld,gupv,auwz
Sernet:68nn,2n8jv,ms7i,1e0s1,1fa76,19042,mlni,1drfx
Servercom Private:5hjtl,13mnn,gkvu,2cnw2
SFR:4kz,15v,1kv,1f6jz,gqfb,sj3m,12hqb,h3jo,1987s,2hbv3,sqf0,58qi
Sharp:4m4,13m,16t,b1nw,hanm,m8s1,282,62ra,gmbw,uuf,20czk,lylp,be4c,gzur,n4c8,5qms,gka1,miur,20y2j
Shenzhen:71ply,s3ef,1vy9u
Shenzhenshi Xinzhongxin:1vywh,13ev7,3g3vz
Shuttle:9i3,yn6c,42744
Sichuan AI-Link:mq0x,25a,c8pn,1j2pk,guu4,2fz,caia,fozi,yvmg,1opcg,ncqc,h0qu,12w0p
Sichuan Changhong Electric:409,his,nib,xb05,2ynt6,18fwh,s3wc,13lmj,c95,g3aj,xzvp
Sichuan Jiuzhou Electronic:720,h27v,13ffd,39xzh
Sichuan Tianyi Comheart:19es,4qah,7qg,51be,bc11,63fy,5hlx,6y3,521t,1bie,9vh5,4eu,lug,5nrx,5cs6,5kiu,bbc5,c02q,4r7m,jms,5a8,4yqv,hkl0,aev2,h93,hyw,a69v,6w1,5bbs,h82o,5fo9,84h,e2v,5q6s,2w4,4teq,67wr,ay4i,5n9e,ge9h,96g,bof,am29,c9vu,frv8,5xzo,594w,yzj,5dsf,4uhv,h9o,5wzk,apdx,y9l,fzdr,nen,8v0,gvyr,522x,bk7o,4sir,hum
Sichuan tianyi kanghe:ynd6,1vek2,423rq,5tla,2h17h
SichuanAI-Link:1w669,sbpw,5h6d,ai8b,mk9b,19mnr,2jl,b4cq,2yxi3,xk9d
Siemens:df,1xc,kp,23g,dv,yl,9hr,asqn,cgs6,lzkq,6lf,aut9,assz,bjiz,c4ic,1j274,5yi,18yhj,2ao,1epcu,gzaq,1402m,wit2
Siemens Home & Office Comm:277,1og,10u
Sierra Wireless:vrp,1k76k,2cim5,190ox,2sqor
Signal:qj,6u,10k
Silex:pea,13ntm,4193n
Silicon Graphics:b8mh
Silicon Labs:28n,9pp,5czk,11u9,532a,5e7x,buwz,5asn,58kz,ma2c,bcjz,5wuo,c7,s33s,5e3w,5fco,6be2,4ult,12z3,5f8i,ae9r,62fj,61xz,lxzc,5ghw,d8z,ddg,11h,d8n,b78a,4k89,ok,12rl,4iiy,xn3,m4dt,lwah,zz,xjc,9zzp,9q6,mxj4,dsw,m4sp,5i48,gca8,66mb,5vxt
SIMCom Wireless Solutions:26te2,nl2u,r7qo
Skullcandy:27zu6,1dlw0,6bvs,2653c,26uqv
Sky Uk:54r,r65,5fkj,atr,blg6,lhqp,5mho,657z,s35e,531o,dga,46r,ru64,13lgx,56gr,b4x0,5p3m,5to0,lm,lud5,63y,gy4d,6dxm,lrwk,1cv,69gt,g67m,k0v,b5yk,e7b,ai7v,5l2q,qu7
SkyBell:43emo,206q2,21n09
Skyworth:596,6lpr,5vyz,ab40,58qh,dl,6g2g,5fji,5mke,bx,5pch,5tn7,4p5m,zn5,4xsn,cqh,5jtn,7c0,626x,afgx,13uph,fwt0,5pvc,tie,5a7y,6ado,4o8x,2eh,c0rz,b1uo,b48l,5bha,gkl0,c7s,18z7g,ak4r,oez,x5e3,saf3,67no
SmartRG:6zu,2cvlo,6p1xj
SMC:yq,1cz,1ma,2t2,bd,ml,4ph23,glau,2117p,gbch
Solutions:6nl,lz,1,befh
Sonicwall:1bl,3dg,yjz8,3bs,s1ik,5s5x3
Sonos:u4,1zw,21nno,5acv,n0z1,g677,by02,12m6l,13zas,1ez21,fvwe,1quks
Sony:96,1vz,mm,d3,ls,57,hj,48,9n,9c,7m,b,61,97,3o,42,3v,47,7c,ca,6y,4t,4s,5p,1d,6w,12yu,4u8u,53wb,bo82,asud,6ak4,5emt,5c8l,5s5a,b0pr,6la,bu4,a89,g0i,aiyd,4yvh,136,9s3,5jn1,45i,nm8,58vp,j1w,a968,beyh,3hg,5a8v,9p2,67sy,giej,51oe,4a4,hdvn,g4uu,s25,b9n,5mny,5262,64mr,5ouv,am6l,6d0a,ggc7,au7n,1,6j7a,4uuo,ayca,gzac,5hdm,6h0g,amcp,mz76,am4g,6iij
Sony Home Entertainment&Sound Products:sfxi,1eco6,3maru
Sony Interactive Entertainment:tb,2ye,j0,sk,nc,ii,yu,zt0,21c,gzz8,120fr,6epw,950,1v114,3l6,rttw,b27,bgwo,h0pi,1ejyv,r4fv,8zi,gvgq,1v9d7,rdc,4k6y
Sophos:58s,4uiz4,2yp2i
Star:2i8,2m9,7kx
STMicrolectronics NV:nqt6,2gpnj,1w23g
Stratus:4o,us,179p
Sumavision:76w,63gw3,3r5sr
Sumitomo Electric:2n,1p3,j0,3fe,1r4,bgmb,63wx3
Sun Cupid:3b9hx,rq20,2bsew
Sundray:ybl9,asxm,1qxwv,1dkpp,1ecx0,bg3n,glrk,1qb5c
Sunitec:5wf,78a,5fpn,byvk,rqdm,2ylc2,gzeq,18vq3,192th,l6x,2hybu,5bid
Sunnovo:krx,bkij,x7q2,gtcs,1kwcc,g1j5,vs1,1jmeg,1egc7
Sunplus:3d1,13od5,8qmce
Sunrise:1599,2bara,5h7om
Super Micro:7f4,248,ho36,1vn91,2hnxi,1uj2u
SuperElectron:5yaw,5vjd,1jma3,mmz8,65si,5mzb,13fcf,gfji,5hbk,uoq,ftnj,lat,1qf1s,5oxl,m5jn,fzr2,kuf,m42w,5tt9,6bxa,lidg,axi1
Sycamore:6dw,m6b,coq
Symantec:2qc,sy9,70w0v
Syntech:153r,3lg30,263uh
Syrotech:27h7k,12wp4,1kpz7
Sz Dji:22736,r3h3,y2xy
TAC:3an,1io,azr
Taicang T&W:5tr4,ftl,mb67,5imj,gjcl,ce19,gw1c,a9mp,ha8q,524y,5rwp,bp85,lot,b23b,b4rr,ah99,5q18,xbzq,n9q5,4xqi,bdc7,b585,mnx9,gjbz,t7nq,5k9m,anxo,5x1m,4tbd,b63,7we,542t
Taiyo Yuden:oq,63i,2tum3,3vwup,1k916
Tattile SRL:4l,68c,3m,69u,p,69t,6bb,35p,20,35h
TCL King Electrical Appliances:21hmo,ba1q,18rdm,4dwmr,g33o
TCL Technoly:5lc,2ypn7,19c0i
TCT:hh8s,eyt,h2ej,5hi5,5fg5,4qv7,q9,6e60,6x5,s60p,50xt,5zu8,aebx,d6x,mp9v,5epi,585c,mxgz,n457,5c61,5lf7,5ao8,5baa,en0,ka5,ahkm,hayx,aq9t,un7,4ysj,5f0v,mc03,6rs6,53f8,4z6y,6niw,57qh,60yg,4lp0,zla,564f,aqhh,5rm,p5i
Technicolor:146y,atbe,4hy,3o6,4pk7,5w2g,9ap,ive,5e03,67v,b3ay,9m,h13j,lk5i,7v6,5zil,4on,5p0,59bs,54jz,4hi,5ca3,5cd,9lg,xyk,9xg9,6hab,4wfk,mn8,5g11,1d4,59k9,5dsg,blwy,55zq,h7k,h7ee,5000,qzk,41j,1wf,22g,4jsd,6cu1,hnj,4abc,k26,5io4,5puu,5hhv,etv,brwz,4oyk,b6jd,69k2,4s5j,5wmb,5ybb,alnx,b1id,9qe,5tj4,9ld,7xv,5njf,87w,ba8u,4mni,g1y,ghg,5grt,azr7,42q,bdh1,4vt5,6xx,5jyj,ccn,r3
Technicolor Delivery Belgium NV:mkvl,nc28,mb2m,1k812,2niep,5s7q,5f91,6d4,1999w,lhc0,hl1k
Tecno:6fl7,5jg5,96l,b9c,fn93,6a4b,5lw4,531a,h2l9,19f49,c8n,fwst,wq2,57aj,bkgv,ahlp,5odn,g5e,606e,4od9,12zi,ahne,mamw,133ql,ssmm,5ps9,16r,ah8k,5g5x,65kw,yckv,4mhk,rb6
Tecom:qx,3n3,kd
Telco:v,31z,8k,9g5,iur,6ft,39mv1
Telechips:2cz8v,1pgrk,rxj1,h1jy,bt1u,1ernu,2h6qt
Telink:2df3o,50n4,3wzk4,1813t,bs7e,g8ds,gj0
Tellabs:9n4,sej,5m9t,47v2d
Tellescom Industria E Comercio Em Telecomunicacao:mty9,9oi,2n5gn,szuq,mldv,13c4b,3q0qe
Tenda:6fvq,55hp,2sv7m,5fi,c6zm,3fn58,4h2y,5uq5,mh4d,5jos,gvsj,mrb4
Teracom:7it,3ab2s,azoc,2iejb
Texas Instruments:3lj,k,3q,1,xd,2o,1,1,1,1,1,1,1,1,1,1v,1,1,1,1,1,hu,1dw,6j,8f,6e,3et,f0a,5kn2,867,cvv,1wy,4bad,5ru7,dq0,f5a,u2,bex,4d64,7lv,vlm,4uoj,5a0h,7so,4vl,5vy,9o3,56t8,5va,h8j,79i,oq,4fnu,qia,9xj,1wq,20v,524x,ws,1ew,6rg,61ht,4wrn,buf,qn,523i,v3m,4eaj,zn,2c4,2m,4bi,hrn,8wj,4pc5,nff,86i,7qg,4pqm,fsq,7dj,c4c,uk,4eeo,7v5,9qp,b64,7ac,5n3e,870,4y12,57cq,5dn,5jug,5y6,xm,2zk,2ht,58t,jvd,4oa6,ym,6pk,3i7,55x9,fo8,512,52sm,bg4,ru7,4t0k,3u4,6id,60r,9ru,4mm8,ak3,3nq,3c7,34j,a4r,4vao,4ib,cn1,8he,5z3,4m3k,ej2,bb9,393,86v,523a,9zj,8pq,554,4lrx,mfa,570,v9,sg,1aw,4elt,vpt,6ht,47e,qd,4eg6,axo,94n,7yf,ihh,4l7n,ces,qh1,4yob,eaa,4ge,2rc,4c81,9p7,2eu,2ao,nl7,5bfy,58zn,3ft,4hi,28x,629,c50,1zr,54k2,6l0,bet,4erk,g7s,vc,5za,1rk,u9,kev,4gkd,61vx,o7n,35x,4auk,93c,vpj,xm,4ifp,25f,ebs,p1r,xo,4ioi,93b,5abu,lm9,3rl,6b5,mt,5yo,no,4jan,d2m,dyb,6y8,9y0,50fv,p7z,4aef,i9w,6ad5,4x4x,hpd,44m,574,120,4mmf,j9z,cic,5ud,48yq,9fa,dq2,3zs,4v7s,px,7q3,1py,ep,7k6,8vx,83x,ej2,4ijt,inc,j1u,4qhz,5qr,736,40s,2js,7t6,5qfz,4tnc,5h2,42t,aha,36l,2s5,55u,4c1x,bvs,s8k,5o8v,4f86,3v5,5ste,4xf,h6s,3hq,9rn,4rsp,cs,72t,aaa,1m,806,5ck,4hxs,mn,oa,625,ahi,4xyl,arc,70k,cic
Thomson:1j7,1bx,et,9a,1bs,90,wa,19k,9f,kzk
Thomson Belgium:2ts,17z,vr,vm,fr,vs,fh,l1o,b3fz
Tiinlab:s5d5,21mea,2cl0b,181fs
Tinno:mtp,hipj,gqe0,1psi9,1epqz,rdrc,5lts,18s6j,y0q,m05u,51ea,qt8,aj9o,mr,rz3,5kmb,mcp5,al2i,bi05
Toho:4h8,89tvt,144q5
TomTom:3u4,2qa,1fnxl
Tonly:1ksow,6eer,3kz9i,345y8
Topcon:6l58o,sc10,x3qs
Toshiba:1l,1jo,19q,1fg,1c7,1ay,bzb,1l2b7,345c0,lxhu,1vdlr,1v5o4,jjk,d9s,4kfi,5c,blo8
TP-Link:25n,1vx,12g,mn,t4,iu,c9,b7,22h,91x,avwq,az3,5jys,7o8,2t3,ed,54el,16go,4v4z,3cy,dqm,oi,4lu,ya,58ox,9g0,5et,4m9z,1ly,5uj,u5w,4ji6,am9,mbj,4zgi,5aa2,hzc,k9k,ax58,84,809,5y5,4rkh,ak9,g82,2v6,4ze7,4xnm,coh,c5u,50l1,831,6941,4ptr,ls2,aw70,p11,21s,2m0,7f1,4w0h,9ri,1p0,4u0,63x,4pic,5t3z,7h7,5sc,4zbf,1jf,kzf,cc0,4ue2,3aq,1k4,a3,5noi,1qk,p6z,4ppx,h48,avv,4s10,57pq,161v,33m,4pmr,i6h,5i2s,89d,2ln,5avl,16u,hyi,4gky,125e,4n08,5ldj,qfp,5jsb,3wx,e9j,4c2j,14jq,4tis,fqd,d88,ss,4kuy,pl6,m9,61m4,4fax,3g6,5hul,d1d,59as,lyc,5ad0,14c,e33,p,3l7,4hp,5jfy,60kf,4n4m,rfi,4i8c,65i,74n,4k8,kp7,56y,4yya,mt,nqo,a06v,8a2,90,adp,5ci7,cki,fyx,4j3h,lgh,5220,129,1km,9wl,4d6,53xn,1e3l,497x,6nol,360,4ux2,f26,egh,4g1w,2x0,32z,be1,7x8,67c7,4imf,d6a,4gu,5c,kh7,185,4flm,mgq,dm8,5nhe
Trend:82,6tb,1pqtp
TRENDnet:441,2cxt3,2br7q,3rw2h
Trolink:1vtwm,y3ae,196kn,1pool
Tuya Smart:myvr,ocq,anav,5u07,12phq,yant,xfl3,bih5,hgc0,b4rg,12vuu,1prxz,bdle,4vk1,1eyod
Twowing:13una,26y5v,y7vx
u-blox:3qr,3afvv,t3g,fjq1,gyso,3s1v0,az9z
Ubee Interactive:hvef,33te4,bgj5,av71,1kb0a,hq8i,5gf9,20ka5
Ubiquiti:48d,3hx,5jg4,t8b7,g2sj,els,198rv,12bm3,bodb,k09,ayzr,5f9d,83b,51un,dl4,apoo,s3bb,y8u2,bupn,124ut,hjoi,5af3,5dpl,hf7j,5jp9,ft3,baj8
Ungermann-Bass:114g,6j4,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1
Unionman:54g,2c7hn,6w4i,b07d,gdco,n2vh,1jz3u,r882,c4ab,2ywss,4jeg
United:63c,178,i4p
Universal:5q5,xo,xom,12ki9,3ri,60uz,egt,mkk5,m383,beep,amnb,xx9n,badu,12umj,azlb,c400,mtic,gtct,2uf,mbzj,131yo,4sk4,c4t2,5fy6
Universal Global Scientific Industrial:3ba,12z,tm,r0,nj,l4,id,6308,59dp,5mpx,1q5k9,6697,4mkz,5osw,1jxkw,6w41,3kcgq,rvf7,79d,13bm9
UTStarcom:1iy,3z4,12us,2t7nc
Verifone:28f,3rvpl,2my61,2n0sr
Verilink:6dt,pax,6f0,68f,683gr
Verizon:ydhw,bmnn,1jn5b
Vestel Elektronik San ve Tic. A.S:1y7,2tom4,1k1rt,19bk3,2clsa,18ty6
Video:pc,4bc,e1o,4jdl4
VirtualBox:b8kn
Visteon:1w3,4d,hztd,4diez,1ortb,34hqa,5fyx
vivo:bfle,i5i,aaf,dze,4fa2,cj7,64i9,bfu,5hcr,4f0y,188h,yg,5jn4,4ovp,219,6ou,4jx,pwo,a5ey,mvt,4xw,bx9,4n35,gro,jgp,50zr,5g9,5xkz,4ncq,aqf,5r1r,5iq,3p,ft,45,3a9,b3uq,5hm3,p0,5wrm,5u3x,4fau,2aj,b94h,69fe,5258,b5xk,15b,zom,4tjx,9lu,4ho,7z7,6m1,m1k8,b292,rv2,4nw7,5we,606b,4lv,2zt,4kcn,5sh,9t3,5rox,el1,58eh,6yn,d4b,3vu,4fex,67zk,4xfc,bexs,5f7x,5kkj,14iw,4pof,32m,5nyh,5sg5,dnd,b054,5rpg,5b1s,hd6,9nn,57qi,4vcg,4jw,hu2,4yhm,13wr,4wde,tv6,alh9,je1,4jle,5p1x,bjv,2i7,e14,t0,5uxl,4ho1,m1,vv5
Vizio:525,g75,g4g,gkzj,18qea,ms3b,3w6zy,5t6f,18c04,bwew,12thl
VMware:12h,1c0,357,abm
VNPT:69au0,6ene,1uxge
Vodafone Italia:bcw5,guhg,3r190,goew,2ca07,1kuq0
VTech:1s8,5lwm,34y7u
VTech Telecommunications:3l6,syb5,5m54x,18oz8
Wacom:3wi,2nz9m,1ex91,18fin,20o1p
Wanan Hongsheng Electronic:1k7nq,21hpa,39ttq,1vz88
We:6vzy,rtqm,4nnpx,34cow
Weifang Goertek:145lm,bbts,aqv3,rtgm,b7zi,6i32,25rrf,5iau,bz0z,mnsi,4snp,c9r,5fe0,6qqu,1e7n2,fvxo,w8r
Westell:34r,1nj,28t,by0,hhwz
Western:5c,3zi,ofv
Wingtech:625,56f6j,x9pa,borz,2s8u0
Wingtech HongKong:s7tq,y2dv,1jtj6,34mzi,gpji
Wireless:ah,j5,nw,cc,7zvxr
Wistron:25g,2cv,1b3,bo,1ef,1vrun,1qn9l,1egjm,4oeez
Wistron Infocomm:c1yn,xh97,y4rf,gf1p,1qhbm,1k953,3fiue,a3io
Wistron InfoCommCo:2d3wu,g9g5,hxg2,2htcp,3qjlr
Wistron Neweb:297,37q,nlkm,gr9z,fvpd,6akc,bzm,4iot,c4vq,adeg,6qae,5alg,wsma,1930,5r16,fzqs,5p2x,5kif,byfp,ag6a,5lp2,61j7,aqeu,mjdq,arwh,c3va,4x4,4vik,1,13lk4,b0bh,c100,gcrd
WiZ:bpnf,2c8oj,5sbyb
Wu Qi:2tlr0,1e72v,4816u,hmf
Wuhan Funshion Online:ygtc,1kgqw,3exa6,6h5x
Wuhan Tianyu:1qhno,18yxi,3qbgk,gydf
Wyze:1qqoe,343l0,39oc5
Xen:4e6
Xensource:
Xerox:0,1,1,1,1,1,1,1,1,1,4h,63xk4,2ydge
Xiaomi:vd4,75u,83k,4ew1,kv4,axo,4gw,1hh,by,40u,4ija,1pz,5ksq,o7d,98l,8qx,4inh,429,5ocw,y2u,49zr,h8l,93e,kv8,5f5e,4s9x,3q7,bmu,6z0,fho,4de5,5nay,gw8,niw,5ikn,a93e,jpf,b8a,41f,5e5p,cv1,4gnk,4zw,sk8,4um6,5yx7,58pl,hx5,nd6,48l9,e6b,51q,oru,3dz,4mo4,7l1,8bi,77,1rh,1jk,bm5,a7pf,75r,6dw6,530a,by7,4qah,u4g,3n7,4or,3i3,5exe,7qa,4grr,1a68,4kwd,7de,i86,4pe4,2q7,96e,vuo,4av2,2xw,136s,4g7y,25,566,2ki,64w,hum,9w8,7pm,4ity,nkl,ao6m,2jr,5nv1,66d,9ld,3xs,5co,5330,52z2,mao,evl,5t68,xu,4gt0,14a,8o0,cgv,6z4,5bkm,59ar,1bw,vl,11m,60d9,4xbl,w9c,ao5,5hz6,5ghz,4v68,hln,5c4s,1tq,443,alnr,ir0,594r,4a2,br8e,5a42,b33,52hk,9le,f6m,5wn,52nh,f2f,4sbe,d7j,5xg,ane,4gz,35z,4sm3,c8p,h3u,4wta,v0m,4izm,38l,scn,88t,4u81,e6k,4w9u,9jr,8cw,l2h,4w1d,a4z,1er,4owk,4jn,eu9,mz2
Xiaomi Software:1fpd0,5mo3,s2ls,aazp,hth5,50b,4pzq,67ul,4mpd,18u0,aj3y,8s7,2nk,5oy3,s7vc,gv0j,506k,rhy,m45h,aotx,mou2,5j3f,mjg4,jgg,5ked,aj53,wkp,4i1,b7vd,llff
Xircom:118,294,m5f
Xirrus:325,2u3va,aphx
Yealink:1ff14,3kw8k,50
YichipMicroelectronics:10cw,13dt8,4zg6x
Yipingfang:s8q8,212w8,bxfh,2yguz,sgsn
Yokogawa:2s,ixp,83p7u
Youhua:11fm,5t7y,m93b,beej,gtzp,4u3n,3mq,5hxb,6jdt,lvvj,bkl6,asaf,sg0m,8jc,b199,5of0,5clf,4wer,mlj,h5ke,ae1i,s7ws,6mwz,frs8,b6nx,b5jn,f82,5cul,13wy,54ak,aypp,5df9,679h,1as,5az6
YSTen:3glkd,18jbe,xjff,13ydr
Yulong Scientific:4fh,ysq1,1e5mp,y4ee,1dnqr,3fm42,13iv8
Yunyi Times:s8dv,4urbs,3vwi2
ZAO NPK Rotek:2td5w,5n065,5wg4,lnbc
Zebra:102,fv,2sj,2rc,osw,2hqli,214na,5tma,g1iv,nnh8,1uqhv,535e
Zenith:2g3,n10,ixy
Zhejiang Dahua:cjjh,ggwu,m09r,slof,5wle,2e9,l99v,npzv,laaf,c6ns,xw23,4cmt,gybe,6jlm,rh26,b3fo,5nnf,68oa,lwlm,gxh9,5dk1,n906,as93,h90
Zhejiang Tmall:ncca,ahbm,x66,g2hw,6qv0,m98w,4z1b,gy87,ayyj,1l1jw,4pv5,bbg7,1vykp,18g8u,5gs0,19lrx,52bm
Zhejiang Uniview:2uf6r,1eluj,3ey6f
Zioncom:2y0,sfpb,bacn,1fedj,12ts9,12wig,2hzmi,2c18j
ZIV:2i90i,6,3wdt5
ZNYX:3fp,yls,91lr4
Zowee:nqyo,3qjg5,ml8z,1vihh,xppd
ZTE:4bv,rf,x9,tc,hr,d7,70q,v3g,4ick,jh,n3j,4xif,7tu,6h3,bic,342,bsi,34b,4db0,7ad,brm,52ug,8ns,taq,4h5e,1tj,ah7,6o1,26y,54sz,9tl,4yt,21r,59cq,5g91,ph9,irg,4tt8,7hf,7wt,5ws,33c,4gmi,ndn,pe,3hr,bt0,4do,6fq,4fif,lve,i7w,4cx4,aot,h6d,6bf,3qp,1gl,68n,4hep,3km,79,3xz,ii,5gd,2wi,jge,ot,ij,4rp5,2vn,54d,9h4,be7,1vf,8j,5akx,9z0,5k8,4ckh,5n8d,61e,32m,4lv,ulv,1es,v4,4fp1,9rp,fca,4r52,2m5,9y6,jhp,e,6az,4v4k,5bl,5dl,asa,a2p,4fev,4e0,ob,6xr,ced,bcn,373,50fo,5etj,l2v,4je,4p6g,te,i0k,538w,13gs,4k8q,2i5,jo1,45c,5i67,5kg,3du,56h,4k0k,5qs,mbv,4yj6,71h,7ac,7w9,365,2r4,4s7g,3xd,iuv,15s,8it,7pr,4nml,69t4,4rac,1qp,hbu,1i,66q,5bnt,jnd,3cw,4ksg,glw,3a7,jh7,vz,46,4jkg,iaw,2j0,cvx,3dn,77k,4g70,m4a,30u,4p5,772,4dbw,3pl,gd9,1d1,91g,hnz,7j,4j6f,aa5,42,291,bki,7zb,4i9,4e1e,qze,ca5,5mz,4o87,c9e,n42,4asg,mg9,9us,4pk8,jo2,eeh,4q6i,l4w,4al,6kg,xu,362,4kub,4r3,das,b7i,5cw,8l9,4fd8,14wh,1px,3t4,4f6k,17t6,to,4p8x,cvu,ev,27o,3ds,f43,4fxg,f7a,9c8,57w9,208,4gk,m1p,4h6q,2wz,g3c,5251,db2,35,i7,ys,3eg,ejh,cai,4jzw,bin,xw,7q3,4xw,24f,aku,4o2d,29k,642,4pq,41h,1k0,cjg,4cwa,lux,lun,4wz,4e57,63v,1qb,bo1,7gb,42i,2ob,4xq8,648,394,1h3,cdt,2iv,4vo6,8gs,3sh,6f7,245,1p0,4sam,16k,egq,4a6,1k9,kaa,50wb,529r,fh6,e6g,l9,8p2,3h6,4cdl,edv,2r9,cd3,bx5,4n1y,3or,wm,dr2,235,a89
Zyxel:3t5,1aa,20d,onh,5sbs,4s2y,bndo,20s,gt9a,gfv4,xw9y,hblo,7jz,53ua,nrd,53wh,5nzt,5ehn,16a,npo,3kv,4jqk,yiue,56s9,h5ey,55tf,6fw5,9zwf,cf38,m781,bfbe,4n1,55ri,apq,g6ik,4sc,5j9j,aver,6xu,62pj,i4b,foue,5sen,5np5,11f,5zkw,gazi,15is
`;
